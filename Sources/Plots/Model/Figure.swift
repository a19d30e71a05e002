/// A figure as data: what was asked to be drawn, not how. The renderers read it and change nothing.
package final class Figure {
  /// Width and height in inches, as matplotlib counts them (default 6.4 × 4.8).
  package var size: (width: Double, height: Double)
  /// The title above all axes (`suptitle`).
  package var title: String?
  package private(set) var axes: [Axes] = []

  package init(size: (width: Double, height: Double) = (6.4, 4.8)) {
    self.size = size
  }

  /// The axes at `place`, made if there are none there yet (`subplot` called twice names the same axes).
  package func axes(at place: GridPlace) -> Axes {
    if let found = axes.first(where: { $0.place == place }) { return found }
    let new = Axes(place: place)
    axes.append(new)
    return new
  }

  /// Whether there is anything to see.
  package var isEmpty: Bool { title == nil && axes.allSatisfy(\.isEmpty) }
}

/// A place in a grid of subplots: `index` counts row by row from 0.
package struct GridPlace: Equatable, Sendable {
  package var rows: Int
  package var columns: Int
  package var index: Int

  /// Rows and columns are taken as at least 1, and the index as one inside the grid.
  package init(rows: Int = 1, columns: Int = 1, index: Int = 0) {
    self.rows = max(1, rows)
    self.columns = max(1, columns)
    self.index = min(max(0, index), self.rows &* self.columns &- 1)
  }

  package var row: Int { index / columns }
  package var column: Int { index % columns }
}
