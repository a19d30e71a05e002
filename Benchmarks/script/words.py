# Counting words: split, lower, strip, a dict of counts, Counter, a sort by two keys.
from collections import Counter, defaultdict

text = ("The quick brown fox jumps over the lazy dog. A dog barks, and the fox runs away; "
        "nobody saw where the quick fox went! ") * 1500


def count(text):
    counts = {}
    places = defaultdict(list)
    for i, word in enumerate(text.split()):
        word = word.strip(".,;!").lower()
        if word not in counts:
            counts[word] = 0
        counts[word] += 1
        if len(places[word]) < 3:
            places[word].append(i)
    return counts, places


counts, places = count(text)
print(sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:4])
print(places["fox"])
print(Counter(text.lower().split()).most_common(2))
print(Counter(c for c in text if c.isalpha()).most_common(3))
