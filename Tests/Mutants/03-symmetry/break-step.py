# %% linear growth
def break_step(d10, d50):
    return 50 + (0.1 - d50) / ((d50 - d10) / 40)


# %% natural and common logarithm mixed
def break_step(d10, d50):
    slope = (math.log(d50) - math.log(d10)) / 40
    return 50 + (math.log10(0.1) - math.log10(d50)) / slope


# %% forgets to add 50
def break_step(d10, d50):
    slope = (math.log10(d50) - math.log10(d10)) / 40
    return (math.log10(0.1) - math.log10(d50)) / slope


# %% divides by 50 steps
def break_step(d10, d50):
    slope = (math.log10(d50) - math.log10(d10)) / 50
    return 50 + (math.log10(0.1) - math.log10(d50)) / slope


# %% starts from step 10
def break_step(d10, d50):
    slope = (math.log10(d50) - math.log10(d10)) / 40
    return 10 + (math.log10(0.1) - math.log10(d50)) / slope


# %% counted from step 10
def break_step(d10, d50):
    slope = (math.log10(d50) - math.log10(d10)) / 40
    return 50 + (math.log10(0.1) - math.log10(d10)) / slope
