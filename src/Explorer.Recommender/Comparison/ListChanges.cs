namespace Explorer.Recommender.Comparison;

/// <summary>Compares two ranked lists entry by entry.</summary>
public static class ListChanges
{
    /// <summary>The second list in its order with a mark each, then what has left, in the order of the first list.</summary>
    /// <typeparam name="T">What is listed.</typeparam>
    /// <param name="first">Distinct, best first.</param>
    /// <param name="second">Distinct, best first.</param>
    public static IReadOnlyList<ListChange<T>> Between<T>(IReadOnlyList<T> first, IReadOnlyList<T> second)
        where T : notnull
    {
        var before = Places(first);
        var after = Places(second);
        return
        [
            .. second.Select(entry => Change(entry, before.GetValueOrDefault(entry), after[entry])),
            .. first.Where(entry => !after.ContainsKey(entry)).Select(entry => Change(entry, before[entry], 0)),
        ];
    }

    private static ListChange<T> Change<T>(T entry, int before, int after) => new(
        entry,
        (before, after) switch
        {
            (0, _) => ListMark.New,
            (_, 0) => ListMark.Left,
            _ when before == after => ListMark.Same,
            _ => ListMark.Moved,
        },
        before,
        after);

    private static Dictionary<T, int> Places<T>(IReadOnlyList<T> list)
        where T : notnull
    {
        var places = new Dictionary<T, int>(list.Count);
        for (var place = 0; place < list.Count; place++)
        {
            places.Add(list[place], place + 1);
        }

        return places;
    }
}
