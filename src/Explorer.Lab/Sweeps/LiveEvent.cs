namespace Explorer.Lab.Sweeps;

/// <summary>Something to tell a program that follows a sweep.</summary>
/// <param name="Cursor">The last point told so far; who reconnects goes on after it.</param>
public abstract record LiveEvent(long Cursor);

/// <summary>A new point.</summary>
/// <param name="Point">The point; its cursor is the event's.</param>
public sealed record PointMeasured(StoredPoint Point) : LiveEvent(Point.Cursor);

/// <summary>Where the sweep stands: first, and whenever its state or the number of its ended trials has changed.</summary>
/// <param name="Sweep">The sweep.</param>
public sealed record SweepMoved(long Cursor, Sweep Sweep) : LiveEvent(Cursor);

/// <summary>Nothing has happened for a while; the connection lives.</summary>
public sealed record StillThere(long Cursor) : LiveEvent(Cursor);

/// <summary>Nothing more will come: the sweep has ended, or is gone.</summary>
/// <param name="Sweep">The sweep as it ended; null when it was deleted.</param>
public sealed record SweepEnded(long Cursor, Sweep? Sweep) : LiveEvent(Cursor);
