"""More of what with statements enter and leave."""

import functools as _functools

from _library import capture as _capture, error as _error, release as _release


class AbstractContextManager:
    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, traceback):
        return None


class ContextDecorator:
    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @_functools.wraps(func)
        def inner(*args, **kwargs):
            with self._recreate_cm():
                return func(*args, **kwargs)
        return inner


class closing:
    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class ExitStack:
    def __init__(self):
        self._exits = []

    def push(self, exit):
        leave = getattr(exit, '__exit__', None)
        self._exits.append(exit if leave is None else leave)
        return exit

    def enter_context(self, cm):
        if not (hasattr(cm, '__enter__') and hasattr(cm, '__exit__')):
            name = type(cm).__name__
            raise _error(
                TypeError, f"'{name}' object does not support the context manager protocol",
                f'`{name}` 값은 `with`로 쓸 수 없어요')
        result = cm.__enter__()
        self._exits.append(cm.__exit__)
        return result

    def callback(self, callback, /, *args, **kwds):
        def leave(exc_type, exc, tb):
            callback(*args, **kwds)
            return False
        self._exits.append(leave)
        return callback

    def pop_all(self):
        other = type(self)()
        other._exits = self._exits
        self._exits = []
        return other

    def close(self):
        self.__exit__(None, None, None)

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc, tb):
        pending = exc
        while self._exits:
            leave = self._exits.pop()
            try:
                kind = None if pending is None else type(pending)
                if leave(kind, pending, None) and pending is not None:
                    pending = None
            except BaseException as failure:
                pending = failure
        if pending is not None and pending is not exc:
            raise pending
        return exc is not None and pending is None


class _Redirect:
    def __init__(self, new_target):
        self._new_target = new_target

    def __enter__(self):
        _capture(self._stream, self._new_target)
        return self._new_target

    def __exit__(self, *exc_info):
        _release(self._stream)


class redirect_stdout(_Redirect):
    _stream = 'stdout'


class redirect_stderr(_Redirect):
    _stream = 'stderr'
