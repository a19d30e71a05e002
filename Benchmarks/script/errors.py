# Exceptions in loops: raised and caught, passed through functions, finally.
class Invalid(ValueError):
    pass


def parse(text):
    try:
        return int(text)
    except ValueError:
        raise Invalid(text)


def run():
    good, bad, missing, ended = 0, 0, 0, 0
    d = {str(i): i for i in range(0, 300, 2)}
    for i in range(60000):
        try:
            if i % 3 == 0:
                good += parse("12")
            elif i % 3 == 1:
                d[str(i % 300)]
            else:
                parse("x")
        except Invalid as e:
            bad += len(e.args)
        except KeyError:
            missing += 1
        finally:
            ended += 1
    return good, bad, missing, ended


print(run())
