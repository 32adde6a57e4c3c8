"""The alphabet in which the age format writes its keys (BIP 173)."""

LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def bech32(prefix: str, content: bytes) -> str:
    """`content` as text with a checksum, in lower case: `prefix`, "1", letters."""
    bits = "".join(f"{byte:08b}" for byte in content)
    bits += "0" * (-len(bits) % 5)
    words = [int(bits[start : start + 5], 2) for start in range(0, len(bits), 5)]
    spread = [ord(ch) >> 5 for ch in prefix] + [0] + [ord(ch) & 31 for ch in prefix]
    rest = _polymod([*spread, *words, 0, 0, 0, 0, 0, 0]) ^ 1
    checksum = [(rest >> 5 * (5 - place)) & 31 for place in range(6)]
    return f"{prefix}1" + "".join(LETTERS[word] for word in (*words, *checksum))


def _polymod(words: list[int]) -> int:
    rest = 1
    for word in words:
        top = rest >> 25
        rest = (rest & 0x1FFFFFF) << 5 ^ word
        for place, term in enumerate(GENERATOR):
            rest ^= term if top >> place & 1 else 0
    return rest
