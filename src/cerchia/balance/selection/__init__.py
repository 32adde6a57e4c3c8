"""Problem S: propose a balanced selection, with everybody's chance and the reasons."""
