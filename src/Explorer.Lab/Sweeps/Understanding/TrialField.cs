using System.Globalization;
using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Sweeps.Understanding;

/// <summary>A number of a trial that can be filtered by, brushed and drawn.</summary>
public enum TrialField
{
    /// <summary>f.</summary>
    Factors,

    /// <summary>λ.</summary>
    Regularization,

    /// <summary>α of c = 1 + αd.</summary>
    Alpha,

    /// <summary>The best value of the sweep's metric; none before the first point.</summary>
    Best,

    /// <summary>The epoch of that value; none before the first point.</summary>
    Epoch,

    /// <summary>Seconds of training and measuring so far; none before the first point.</summary>
    Seconds,

    /// <summary>Place in the sweep, from 1.</summary>
    Number,

    /// <summary>The seed of its split and start factors; none where it has the sweep's own.</summary>
    Seed,
}

/// <summary>What a <see cref="TrialField"/> means and is called.</summary>
public static class TrialFields
{
    private static readonly (TrialField Field, string[] Words)[] Names =
    [
        (TrialField.Factors, ["factors", "f"]),
        (TrialField.Regularization, ["lambda", "λ", "regularization"]),
        (TrialField.Alpha, ["alpha", "α"]),
        (TrialField.Best, ["best"]),
        (TrialField.Epoch, ["epoch"]),
        (TrialField.Seconds, ["seconds"]),
        (TrialField.Number, ["number"]),
        (TrialField.Seed, ["seed"]),
    ];

    /// <summary>What a sweep varies, in the order of <see cref="Grid"/>.</summary>
    public static IReadOnlyList<TrialField> Hyperparameters { get; } = [TrialField.Factors, TrialField.Regularization, TrialField.Alpha];

    /// <summary>The word in a filter.</summary>
    public static string Word(this TrialField field) => Names.Single(name => name.Field == field).Words[0];

    /// <summary>The name in a sentence or on an axis: factors, λ, α, best value, best epoch, seconds, trial.</summary>
    public static string Label(this TrialField field) => field switch
    {
        TrialField.Factors => "factors",
        TrialField.Regularization => "λ",
        TrialField.Alpha => "α",
        TrialField.Best => "best value",
        TrialField.Epoch => "best epoch",
        TrialField.Seconds => "seconds",
        TrialField.Number => "trial",
        TrialField.Seed => "seed",
        _ => throw new ArgumentOutOfRangeException(nameof(field)),
    };

    /// <summary>Whether its values spread over powers of ten.</summary>
    public static bool IsLogarithmic(this TrialField field) =>
        field is TrialField.Factors or TrialField.Regularization or TrialField.Alpha or TrialField.Seconds;

    /// <summary>The value of a hyperparameter.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The field is no hyperparameter.</exception>
    public static double Of(this TrialField field, Hyperparameters hyperparameters)
    {
        ArgumentNullException.ThrowIfNull(hyperparameters);
        return field switch
        {
            TrialField.Factors => hyperparameters.FactorCount,
            TrialField.Regularization => hyperparameters.Regularization,
            TrialField.Alpha => hyperparameters.Alpha,
            _ => throw new ArgumentOutOfRangeException(nameof(field)),
        };
    }

    /// <summary>The value of a trial; null while it is not measured, or not finite.</summary>
    /// <param name="metric">The sweep's metric, which <see cref="TrialField.Best"/> is read by.</param>
    public static double? Of(this TrialField field, Trial trial, Metric metric)
    {
        ArgumentNullException.ThrowIfNull(trial);
        double? value = field switch
        {
            TrialField.Best => trial.Best is { } best ? metric.Of(best) : null,
            TrialField.Epoch => trial.Best?.Epoch,
            TrialField.Seconds => trial.LastEpoch > 0 ? trial.Seconds : null,
            TrialField.Number => trial.Number,
            TrialField.Seed => trial.Seed,
            _ => field.Of(trial.Hyperparameters),
        };
        return value is { } number && double.IsFinite(number) ? number : null;
    }

    /// <summary>The field that a word of a filter names, whatever its case; null when it names none.</summary>
    public static TrialField? Find(string word)
    {
        foreach (var (field, words) in Names)
        {
            if (words.Contains(word, StringComparer.OrdinalIgnoreCase))
            {
                return field;
            }
        }

        return null;
    }

    /// <summary>A number as short as it can be without loss: 1E-05 is “1e-5”.</summary>
    public static string Text(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var exponent = text.IndexOf('E', StringComparison.Ordinal);
        return exponent < 0 ? text : text[..exponent] + "e" + int.Parse(text[(exponent + 1)..], CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
    }
}
