using System.Globalization;

namespace Explorer.Recommender.Likes.Tables;

/// <summary>Finds for each column of a kind the field that holds it: as chosen, or by its name in the header.</summary>
internal sealed class ColumnPlaces
{
    private const int MaxNamesInMessage = 12;

    private readonly TableSample _sample;
    private readonly TableKind _kind;
    private readonly TableFormat _format;
    private readonly bool _hasHeader;
    private readonly List<string> _warnings = [];

    public ColumnPlaces(TableSample sample, bool hasHeader, TableKind kind, TableFormat format)
    {
        (_sample, _hasHeader, _kind, _format) = (sample, hasHeader, kind, format);
        Names = hasHeader ? sample.First : [.. Enumerable.Range(1, sample.Width).Select(place => place.ToString(CultureInfo.InvariantCulture))];
        Places = [.. kind.Columns.Select(PlaceOf)];
    }

    /// <summary>Header names, or the numbers from 1.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The field of each column, −1 when there is none.</summary>
    public int[] Places { get; }

    /// <summary>Columns that were found by name and cannot be what they are called.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Fills in what is not chosen by what the columns hold.</summary>
    public void Propose()
    {
        var proposed = PlaceGuess.Of(_sample, [.. Places.Where(place => place >= 0)], _kind, role => !_format.Columns.ContainsKey(role));
        for (var column = 0; column < Places.Length; column++)
        {
            if (proposed[column] >= 0)
            {
                Places[column] = proposed[column];
            }
        }

        _warnings.Add("The first row looks like a row, not like a header, so the columns were guessed by what they hold. Check them.");
    }

    /// <summary>Why the table cannot be read, when required columns are missing. <c>{line}</c> stands for the first line.</summary>
    public string? DescribeMissing()
    {
        string[] missing = [.. _kind.Columns.Where((column, place) => column.IsRequired && Places[place] < 0).Select(column => column.Meaning)];
        if (missing.Length == 0)
        {
            return null;
        }

        if (_sample.First.Length <= 1 && _sample.Width <= 1)
        {
            return "The first line is {line}: a single column, without a pipe, comma, semicolon or tab that separates known columns. " +
                $"Begin {_kind.Name} with a header such as {_kind.Example}.";
        }

        var found = string.Join(", ", _sample.First.Take(MaxNamesInMessage).Select(Excerpt.Of));
        var more = _sample.First.Length > MaxNamesInMessage ? $" and {_sample.First.Length - MaxNamesInMessage} more" : "";
        var understood = _kind.Columns
            .Where(column => column.IsRequired)
            .Select(column => $"{string.Join(", ", column.Names.Take(6))} for {column.Meaning}");
        return $"The first line has the columns {found}{more} (separated by {_sample.Dialect.SeparatorName}), but none that is known as " +
            $"{string.Join(" or as ", missing)}. Understood are {string.Join("; ", understood)}. " +
            $"Rename the columns, or add a header such as {_kind.Example} if there is none, or choose which column holds what.";
    }

    /// <summary>Names that two columns share, where one of them was taken by its name.</summary>
    public IEnumerable<string> DescribeNamedTwice()
    {
        for (var column = 0; _hasHeader && column < Places.Length; column++)
        {
            var place = Places[column];
            if (place < 0 || _format.Columns.ContainsKey(_kind.Columns[column].Role))
            {
                continue;
            }

            var other = ((List<string>)[.. _sample.Keys]).LastIndexOf(_sample.Keys[place]);
            if (other != place)
            {
                yield return
                    $"The header names the column {Excerpt.Of(Names[place])} twice (columns {place + 1} and {other + 1}). Rename one of them in the first line.";
            }
        }
    }

    private int PlaceOf(TableColumn column)
    {
        if (_format.Columns.TryGetValue(column.Role, out var chosen))
        {
            return chosen.Length == 0 ? -1 : Chosen(chosen, column);
        }

        var place = _hasHeader ? _sample.Find(column) : -1;
        return place < 0 || IsTaken(place) || IsImplausible(column, place) ? -1 : place;
    }

    /// <summary>Whether the person gave a column another role.</summary>
    private bool IsTaken(int place) =>
        _format.Columns.Any(choice => choice.Value.Length > 0 && Chosen(choice.Value, null) == place);

    private int Chosen(string chosen, TableColumn? column)
    {
        var isPlace = chosen[0] == '#';
        if (!isPlace && _hasHeader)
        {
            var same = Enumerable.Range(0, Names.Count).Where(place => Names[place] == chosen).ToList();
            same = same.Count > 0 ? same : [.. Enumerable.Range(0, Names.Count).Where(place => _sample.Keys[place] == TableColumn.Normalize(chosen))];
            if (same.Count > 1)
            {
                throw new ExplorerException(
                    $"The header names the column {Excerpt.Of(chosen)} twice (columns {same[0] + 1} and {same[1] + 1}). Choose it by its place, as #{same[0] + 1}.");
            }

            if (same.Count == 1)
            {
                return same[0];
            }
        }

        var number = isPlace ? chosen.AsSpan(1) : chosen;
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var place) && place >= 1 && place <= Names.Count
            ? place - 1
            : throw new ExplorerException(
                $"There is no column {Excerpt.Of(chosen)}{(column is null ? "" : $" for {column.Meaning}")}. " +
                $"The file has {Names.Count} columns: {string.Join(", ", Names.Take(MaxNamesInMessage).Select(Excerpt.Of))}. Choose one of them, by name or as #1 to #{Names.Count}.");
    }

    /// <summary>Whether a column that was found by name holds something else, so that using it would reject the rows.</summary>
    private bool IsImplausible(TableColumn column, int place)
    {
        Func<string, bool>? canRead = column.Role switch
        {
            ColumnRole.Weight => text => TableSample.IsNumber(text),
            ColumnRole.Timestamp => text => LikeTime.TryParse(text, out _),
            _ => null,
        };
        var texts = canRead is null ? [] : _sample.Below(place).ToList();
        if (canRead is null || texts.Count == 0 || texts.Count(canRead) * 2 >= texts.Count)
        {
            return false;
        }

        _warnings.Add(
            $"Column {Excerpt.Of(Names[place])} was not used as {column.Meaning}: it holds {Excerpt.Of(texts.First(text => !canRead(text)))}. Choose it to use it all the same.");
        return true;
    }
}
