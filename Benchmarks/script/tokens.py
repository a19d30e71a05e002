# A tokenizer and a parser that go over characters: indexing, comparing, slicing, in, isdigit.
class Tokenizer:
    def __init__(self, text):
        self.text = text
        self.place = 0

    def tokens(self):
        result = []
        while self.place < len(self.text):
            c = self.text[self.place]
            if c == " ":
                self.place += 1
            elif c.isdigit():
                start = self.place
                while self.place < len(self.text) and self.text[self.place].isdigit():
                    self.place += 1
                result.append(("number", int(self.text[start:self.place])))
            elif c in "+-*/()":
                result.append(("sign", c))
                self.place += 1
            else:
                start = self.place
                while self.place < len(self.text) and ("a" <= self.text[self.place] <= "z" or self.text[self.place] == "_"):
                    self.place += 1
                result.append(("name", self.text[start:self.place]))
        return result


def value(tokens, names):
    def factor(i):
        kind, what = tokens[i]
        if kind == "number":
            return what, i + 1
        if kind == "name":
            return names[what], i + 1
        v, i = total(i + 1)
        return v, i + 1

    def term(i):
        v, i = factor(i)
        while i < len(tokens) and tokens[i][1] == "*":
            w, i = factor(i + 1)
            v *= w
        return v, i

    def total(i):
        v, i = term(i)
        while i < len(tokens) and tokens[i][1] in ("+", "-"):
            sign = tokens[i][1]
            w, i = term(i + 1)
            v = v + w if sign == "+" else v - w
        return v, i

    return total(0)[0]


source = " + ".join("(12 * alpha_x - 7 * (3 + beta)) - 1500" for _ in range(700))
s = 0
for r in range(4):
    s += value(Tokenizer(source).tokens(), {"alpha_x": r, "beta": 2})
print(s)
