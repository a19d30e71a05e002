# %% overfitting first
def diagnose(train_error, validation_error, floor):
    if validation_error > 1.3 * train_error and validation_error > 1.3 * floor:
        return "과대적합"
    return "과소적합" if train_error > 1.5 * floor else "적절"


# %% without the floor
def diagnose(train_error, validation_error, floor):
    if train_error > 1.5 * floor:
        return "과소적합"
    return "과대적합" if validation_error > 1.3 * train_error else "적절"


# %% validation only
def diagnose(train_error, validation_error, floor):
    return "과대적합" if validation_error > 1.3 * floor else "적절"


# %% equal counts as above
def diagnose(train_error, validation_error, floor):
    if train_error >= 1.49 * floor:
        return "과소적합"
    return "과대적합" if validation_error > 1.3 * train_error and validation_error > 1.3 * floor else "적절"
