# %% batch for all
def choose(situation):
    return "배치"


# %% layer for all
def choose(situation):
    return "계층"


# %% group for all
def choose(situation):
    return "그룹"


# %% none
def choose(situation):
    return "없음"


# %% swapped
def choose(situation):
    return {"작은 배치": "배치", "나쁜 초깃값": "계층", "문장": "계층"}[situation]
