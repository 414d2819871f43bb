namespace Explorer.Recommender.Likes.Tables;

/// <summary>A kind of file: what it is called in messages and which columns it can have.</summary>
/// <param name="Name">With its article, as in "a likes file".</param>
/// <param name="Example">A first line that works.</param>
/// <param name="Columns">Columns it can have; rows are asked for them by their place in this list.</param>
internal sealed record TableKind(string Name, string Example, IReadOnlyList<TableColumn> Columns);
