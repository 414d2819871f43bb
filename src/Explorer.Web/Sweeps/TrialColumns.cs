using System.Globalization;
using Explorer.Lab.Sweeps;
using Explorer.Web.Shared;

namespace Explorer.Web.Sweeps;

/// <summary>A column of the table of trials.</summary>
public enum TrialColumn
{
    /// <summary>f.</summary>
    Factors,

    /// <summary>λ, of users where items have another.</summary>
    Lambda,

    /// <summary>λ of items.</summary>
    ItemLambda,

    /// <summary>α of c = 1 + αd.</summary>
    Alpha,

    /// <summary>Draws its split and its start factors.</summary>
    Seed,

    /// <summary>Where it stands.</summary>
    State,

    /// <summary>The best value of the sweep's metric.</summary>
    Best,

    /// <summary>The earliest epoch that has it.</summary>
    BestEpoch,

    /// <summary>The last measured epoch.</summary>
    LastEpoch,

    /// <summary>Seconds of training and measuring.</summary>
    Seconds,

    /// <summary>Seconds of training alone.</summary>
    TrainSeconds,

    /// <summary>What a person has written about it.</summary>
    Note,
}

/// <summary>The columns of the table of trials: which there are, how they are called, and what they say of a trial.</summary>
public static class TrialColumns
{
    /// <summary>All of them, in their order.</summary>
    public static IReadOnlyList<TrialColumn> All { get; } = Enum.GetValues<TrialColumn>();

    /// <summary>Those that are shown unless others are chosen: λ of items and notes only where there are some.</summary>
    public static IReadOnlyList<TrialColumn> Usual(IReadOnlyList<Trial> trials) =>
    [
        .. All.Where(column => column switch
        {
            TrialColumn.ItemLambda => trials.Any(trial => trial.Hyperparameters.ItemRegularization is not null),
            TrialColumn.Seed => trials.Select(trial => trial.Seed).Distinct().Skip(1).Any(),
            TrialColumn.Note => trials.Any(trial => trial.Remarks.Length > 0),
            TrialColumn.TrainSeconds => false,
            _ => true,
        }),
    ];

    /// <summary>The columns of a text in the address; the usual ones when there is none. Words that name no column are passed over.</summary>
    public static IReadOnlyList<TrialColumn> Read(string? word, IReadOnlyList<Trial> trials) => word is null
        ? Usual(trials)
        : [.. All.Intersect(word.Split(',').SelectMany(name => Enum.TryParse<TrialColumn>(name, ignoreCase: true, out var column) && Enum.IsDefined(column) ? [column] : Array.Empty<TrialColumn>()))];

    /// <summary>The text for the address; null for the usual ones.</summary>
    public static string? WordOf(IReadOnlyList<TrialColumn> columns, IReadOnlyList<Trial> trials) =>
        columns.SequenceEqual(Usual(trials)) ? null : string.Join(',', columns.Select(column => column.ToString().ToLowerInvariant()));

    /// <summary>The heading.</summary>
    public static string Label(this TrialColumn column) => column switch
    {
        TrialColumn.Factors => "Factors",
        TrialColumn.Lambda => "λ",
        TrialColumn.ItemLambda => "λ of items",
        TrialColumn.Alpha => "α",
        TrialColumn.Seed => "Seed",
        TrialColumn.State => "State",
        TrialColumn.Best => "Best value",
        TrialColumn.BestEpoch => "at epoch",
        TrialColumn.LastEpoch => "Last epoch",
        TrialColumn.Seconds => "Seconds",
        TrialColumn.TrainSeconds => "Training seconds",
        TrialColumn.Note => "Note",
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };

    /// <summary>Whether it holds numbers, which stand at the right.</summary>
    public static bool IsNumber(this TrialColumn column) => column is not (TrialColumn.State or TrialColumn.Note);

    /// <summary>What a cell says.</summary>
    public static string TextOf(this TrialColumn column, Trial trial, Metric metric)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(metric);
        return column switch
        {
            TrialColumn.Factors => Formatting.Whole(trial.Hyperparameters.FactorCount),
            TrialColumn.Lambda => Formatting.Hyperparameter(trial.Hyperparameters.Regularization),
            TrialColumn.ItemLambda => Formatting.Hyperparameter(trial.Hyperparameters.ItemRegularization ?? trial.Hyperparameters.Regularization),
            TrialColumn.Alpha => Formatting.Hyperparameter(trial.Hyperparameters.Alpha),
            TrialColumn.Seed => trial.Seed?.ToString(CultureInfo.InvariantCulture) ?? "–",
            TrialColumn.State => trial.State.ToString(),
            TrialColumn.Best => Formatting.Metric(metric.ValueOf(trial)),
            TrialColumn.BestEpoch => trial.Best?.Epoch.ToString(CultureInfo.InvariantCulture) ?? "–",
            TrialColumn.LastEpoch => trial.LastEpoch > 0 ? trial.LastEpoch.ToString(CultureInfo.InvariantCulture) : "–",
            TrialColumn.Seconds => SecondsOf(trial, trial.Seconds),
            TrialColumn.TrainSeconds => SecondsOf(trial, trial.Seconds - trial.EvaluationSeconds),
            TrialColumn.Note => trial.Remarks,
            _ => throw new ArgumentOutOfRangeException(nameof(column)),
        };
    }

    /// <summary>What a column is sorted by; a trial without a value comes after those with one, whichever way is better.</summary>
    public static object SortKey(this TrialColumn column, Trial trial, Metric metric)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentNullException.ThrowIfNull(metric);
        return column switch
        {
            TrialColumn.Factors => trial.Hyperparameters.FactorCount,
            TrialColumn.Lambda => trial.Hyperparameters.Regularization,
            TrialColumn.ItemLambda => trial.Hyperparameters.ItemRegularization ?? trial.Hyperparameters.Regularization,
            TrialColumn.Alpha => trial.Hyperparameters.Alpha,
            TrialColumn.Seed => trial.Seed ?? 0,
            TrialColumn.State => trial.State,
            TrialColumn.Best => metric.ValueOf(trial) ?? (metric.HigherIsBetter ? double.NegativeInfinity : double.PositiveInfinity),
            TrialColumn.BestEpoch => trial.Best?.Epoch ?? 0,
            TrialColumn.LastEpoch => trial.LastEpoch,
            TrialColumn.Seconds => trial.Seconds,
            TrialColumn.TrainSeconds => trial.Seconds - trial.EvaluationSeconds,
            TrialColumn.Note => trial.Remarks,
            _ => throw new ArgumentOutOfRangeException(nameof(column)),
        };
    }

    private static string SecondsOf(Trial trial, double seconds) => trial.LastEpoch > 0 ? seconds.ToString("0.0", CultureInfo.InvariantCulture) : "–";
}
