namespace Explorer.Lab.Sweeps;

/// <summary>What has changed in a sweep since a cursor.</summary>
/// <param name="Points">New points in the order of their cursors; empty when only states have changed.</param>
/// <param name="Cursor">The cursor to go on from.</param>
/// <param name="HasMore">Whether the next batch follows at once, so that a page need not draw this one by itself.</param>
public sealed record CurveBatch(IReadOnlyList<StoredPoint> Points, long Cursor, bool HasMore);
