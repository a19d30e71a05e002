import Script

/// Modules of a few lines each: `string`, `warnings`, `pprint`, `collections.abc`, `__future__`, `numbers`.
enum SmallModules {
  static var all: [NativeModule] {
    [
      NativeModule("string") { machine, module in
        let lower = "abcdefghijklmnopqrstuvwxyz"
        let punctuation = ##"!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"##
        for (name, text) in [
          ("ascii_lowercase", lower), ("ascii_uppercase", lower.uppercased()),
          ("ascii_letters", lower + lower.uppercased()), ("digits", "0123456789"),
          ("hexdigits", "0123456789abcdefABCDEF"),
          ("octdigits", "01234567"), ("punctuation", punctuation), ("whitespace", " \t\n\r\u{0B}\u{0C}"),
          ("printable", "0123456789" + lower + lower.uppercased() + punctuation + " \t\n\r\u{0B}\u{0C}"),
        ] {
          module.define(name, .string(text), machine)
        }
      },
      NativeModule("warnings") { machine, module in
        for name in ["filterwarnings", "simplefilter", "resetwarnings"] {
          module.function(name, "*args, **options", machine) { _, _ in .none }
        }
        // Warnings go to stderr in Python, which a script can't see.
        module.function("warn", "message, category=None, stacklevel=1", machine) { _, _ in .none }
        module.function("catch_warnings", "**options", machine) { _, _ in .object(ContextObject()) }
      },
      NativeModule("traceback") { machine, module in
        // What they write goes to stderr in Python, which a script can't see.
        for name in ["print_exc", "print_exception", "print_stack", "print_tb"] {
          module.function(name, "*args, **options", machine) { _, _ in .none }
        }
      },
      NativeModule("pprint") { machine, module in
        module.function("pprint", "object, **options", machine) { m, a in
          try m.write(m.repr(a[0]) + "\n")
          return .none
        }
        module.function("pformat", "object, **options", machine) { m, a in .string(try m.repr(a[0])) }
      },
      NativeModule("collections.abc") { machine, module in
        for name in [
          "Callable", "Collection", "Container", "Generator", "Hashable", "Iterable", "Iterator", "Mapping",
          "MutableMapping",
          "MutableSequence", "MutableSet", "Reversible", "Sequence", "Set", "Sized", "KeysView", "ValuesView",
          "ItemsView",
        ] {
          module.define(name, .object(AnnotationObject(name)), machine)
        }
      },
      NativeModule("numbers") { machine, module in
        for name in ["Number", "Complex", "Real", "Rational", "Integral"] {
          module.define(name, .object(AnnotationObject(name)), machine)
        }
      },
      NativeModule("__future__") { machine, module in
        for name in ["annotations", "division", "print_function"] { module.define(name, .none, machine) }
      },
    ]
  }
}
