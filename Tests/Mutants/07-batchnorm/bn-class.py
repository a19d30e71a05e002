# %% updates in evaluation mode
class BatchNorm(BatchNorm):
    def __call__(self, x):
        mean, var = x.mean(dim=0), x.var(dim=0, correction=0)
        if not self.training:
            mean, var = self.running_mean, self.running_var
        self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * x.mean(dim=0)
        if len(x) > 1:
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * x.var(dim=0)
        return (x - mean) / torch.sqrt(var + self.eps)


# %% momentum swapped
class BatchNorm(BatchNorm):
    def __call__(self, x):
        mean, var = self.running_mean, self.running_var
        if self.training:
            mean, var = x.mean(dim=0), x.var(dim=0, correction=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * x.var(dim=0)
        return (x - mean) / torch.sqrt(var + self.eps)


# %% ignores evaluation mode
class BatchNorm(BatchNorm):
    def __call__(self, x):
        mean, var = x.mean(dim=0), x.var(dim=0, correction=0)
        return (x - mean) / torch.sqrt(var + self.eps)


# %% running variance by 1/m
class BatchNorm(BatchNorm):
    def __call__(self, x):
        mean, var = self.running_mean, self.running_var
        if self.training:
            mean, var = x.mean(dim=0), x.var(dim=0, correction=0)
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var
        return (x - mean) / torch.sqrt(var + self.eps)


# %% running statistics in training mode too
class BatchNorm(BatchNorm):
    def __call__(self, x):
        if self.training:
            self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * x.mean(dim=0)
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * x.var(dim=0)
        return (x - self.running_mean) / torch.sqrt(self.running_var + self.eps)


# %% normalises by 1/(m-1) and forgets the mean
class BatchNorm(BatchNorm):
    def __call__(self, x):
        mean, var = self.running_mean, self.running_var
        if self.training:
            mean, var = x.mean(dim=0), x.var(dim=0)
            self.running_var = (1 - self.momentum) * self.running_var + self.momentum * var
        return (x - mean) / torch.sqrt(var + self.eps)
