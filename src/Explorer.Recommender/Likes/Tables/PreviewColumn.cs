namespace Explorer.Recommender.Likes.Tables;

/// <summary>A column of a table as a preview shows it.</summary>
/// <param name="Place">Counted from 1.</param>
/// <param name="Name">Its name in the header as it stands, at most 200 characters of it; empty without a header.</param>
/// <param name="Roles">What it is read as; empty when it is not used.</param>
public sealed record PreviewColumn(int Place, string Name, IReadOnlyList<ColumnRole> Roles);
