namespace Explorer.Recommender.Likes.Tables;

/// <summary>A kind of file: what it is called in messages and which columns it can have.</summary>
/// <param name="Name">With its article, as in "a likes file".</param>
/// <param name="Example">A first line that works.</param>
/// <param name="Columns">Columns it can have; rows are asked for them by their place in this list.</param>
internal sealed record TableKind(string Name, string Example, IReadOnlyList<TableColumn> Columns)
{
    /// <summary>The place of a role in the list, −1 when this kind has no such column.</summary>
    public int PlaceOf(ColumnRole role)
    {
        for (var place = 0; place < Columns.Count; place++)
        {
            if (Columns[place].Role == role)
            {
                return place;
            }
        }

        return -1;
    }
}
