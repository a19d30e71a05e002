# Text made piece by piece: +=, format, replace, join of characters, comparing, reversing; also at module level.
def caesar(text, k):
    out = ""
    for c in text:
        if c.isalpha():
            base = ord("A") if c.isupper() else ord("a")
            out += chr((ord(c) - base + k) % 26 + base)
        else:
            out += c
    return out


def table(n):
    lines = []
    for i in range(n):
        lines.append("{:>6} | {:<8} | {:8.3f}".format(i, "row" + str(i % 10), i / 7))
        lines.append("%5d %s %.2f" % (i, "x" * (i % 5), i * 0.5))
        lines.append(f"{i:04d} {i / 3:.4f} {'ok' if i % 2 else 'no'}")
    return "\n".join(lines)


text = "Hello, World! The quick brown fox. " * 300
secret = caesar(text, 3)
print(caesar(secret, -3) == text, secret[:20])
t = table(6000)
print(len(t), t.count("row"), len(t.replace("row", "line").split("\n")), t[-12:])
s = ""
for i in range(60000):
    s += "ab"
print(len(s), s == s[::-1], "".join(reversed(s))[:4], len("".join([c for c in s if c != "a"])))
words = s[:3000].replace("ab", "a b ").split()
print(sorted(words, reverse=True)[0] < "bb", sum(1 for a, b in zip(words, words[1:]) if a < b))
