using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Understanding;

namespace Explorer.Web.Sweeps;

/// <summary>How curves share colours: by the values of a hyperparameter, or by rank. Few groups, since each is a trace of its own.</summary>
internal sealed class CurveGroups
{
    /// <summary>More values than this are drawn together into ranges.</summary>
    private const int MostLevels = 12;

    /// <summary>How many groups there are by rank, and of many values.</summary>
    public const int Bands = 8;

    private readonly TrialField? _field;
    private readonly double[][] _levels;

    private CurveGroups(TrialField? field, double[][] levels, IReadOnlyList<string> names) => (_field, _levels, Names) = (field, levels, names);

    /// <summary>Names of the groups of a hyperparameter, such as “f = 40”; by rank they depend on how many trials are drawn.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The groups that a choice of colour makes of a sweep's trials.</summary>
    /// <param name="trials">All of them, so that a filter changes no colour.</param>
    public static CurveGroups Of(CurveColour colour, SweepSpec spec, IReadOnlyList<Trial> trials)
    {
        if (colour == CurveColour.Rank)
        {
            return new CurveGroups(null, [], [.. Enumerable.Repeat("", Bands)]);
        }

        var (field, asked) = colour switch
        {
            CurveColour.Factors => (TrialField.Factors, spec.Grid.Factors.Select(value => (double)value)),
            CurveColour.Lambda => (TrialField.Regularization, spec.Grid.Regularization),
            CurveColour.Alpha => (TrialField.Alpha, spec.Grid.Alpha),
            _ => throw new ArgumentOutOfRangeException(nameof(colour)),
        };
        double[] values = [.. asked.Concat(trials.Select(trial => field.Of(trial.Hyperparameters))).Distinct().Order()];
        double[][] levels = values.Length <= MostLevels
            ? [.. values.Select(value => new[] { value })]
            : [.. values.Select((value, place) => (value, group: place * Bands / values.Length)).GroupBy(level => level.group, level => level.value).Select(level => level.ToArray())];
        var symbol = field == TrialField.Factors ? "f" : field.Label();
        return new CurveGroups(field, levels, [.. levels.Select(level => $"{symbol} = {Range(level)}")]);
    }

    /// <summary>The drawn trials of each group with the group's name.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<Trial> Trials)> Part(IReadOnlyList<Trial> drawn, Metric metric)
    {
        if (_field is { } field)
        {
            var byValue = drawn.ToLookup(trial => field.Of(trial.Hyperparameters));
            return [.. _levels.Select((level, group) => (Names[group], (IReadOnlyList<Trial>)[.. level.SelectMany(value => byValue[value]).OrderBy(trial => trial.Number)]))];
        }

        var sign = metric.HigherIsBetter ? -1 : 1;
        Trial[] ranked = [.. drawn.Where(trial => trial.Best is not null).OrderBy(trial => sign * metric.ValueOf(trial) ?? double.PositiveInfinity)];
        return [.. Enumerable.Range(0, Bands).Select(band =>
        {
            var (from, to) = (band * ranked.Length / Bands, (band + 1) * ranked.Length / Bands);
            return ($"rank {from + 1}{(to > from + 1 ? $" to {to}" : "")}", (IReadOnlyList<Trial>)ranked[from..to]);
        })];
    }

    private static string Range(double[] level) => level.Length == 1
        ? TrialFields.Text(level[0])
        : $"{TrialFields.Text(level[0])} … {TrialFields.Text(level[^1])}";
}
