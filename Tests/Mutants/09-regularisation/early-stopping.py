# %% gives the stop as the best
def early_stopping(losses, patience):
    best_loss, best = float("inf"), -1
    for epoch, loss in enumerate(losses):
        if loss < best_loss:
            best_loss, best = loss, epoch
        elif epoch - best >= patience:
            return epoch, epoch
    return len(losses) - 1, len(losses) - 1


# %% equal counts as better
def early_stopping(losses, patience):
    best_loss, best = float("inf"), -1
    for epoch, loss in enumerate(losses):
        if loss <= best_loss:
            best_loss, best = loss, epoch
        elif epoch - best >= patience:
            return best, epoch
    return best, len(losses) - 1


# %% stops at the first rise
def early_stopping(losses, patience):
    for epoch in range(1, len(losses)):
        if losses[epoch] > losses[epoch - 1]:
            return epoch - 1, epoch
    return len(losses) - 1, len(losses) - 1


# %% compares with the epoch before
def early_stopping(losses, patience):
    best_loss, best, waited = losses[0], 0, 0
    for epoch in range(1, len(losses)):
        waited = 0 if losses[epoch] < losses[epoch - 1] else waited + 1
        if losses[epoch] < best_loss:
            best_loss, best = losses[epoch], epoch
        if waited >= patience:
            return best, epoch
    return best, len(losses) - 1


# %% one epoch too patient
def early_stopping(losses, patience):
    best_loss, best = float("inf"), -1
    for epoch, loss in enumerate(losses):
        if loss < best_loss:
            best_loss, best = loss, epoch
        elif epoch - best > patience:
            return best, epoch
    return best, len(losses) - 1
