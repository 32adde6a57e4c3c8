"""Pages of wishes, plans and reviews: the person's own, and those of the staff beside them."""
