using System.Globalization;
using Explorer.Lab.Sweeps.Understanding;

namespace Explorer.Web.Sweeps;

/// <summary>What the heat map shows.</summary>
/// <param name="X">Along.</param>
/// <param name="Y">Up.</param>
/// <param name="IsMean">Whether a cell is the mean of its trials rather than the best.</param>
/// <param name="Slice">The only value of the third hyperparameter; null for all of them.</param>
public sealed record HeatMapChoice(TrialField X, TrialField Y, bool IsMean, double? Slice)
{
    /// <summary>The third hyperparameter.</summary>
    public TrialField Third => TrialFields.Hyperparameters.Single(other => other != X && other != Y);

    /// <summary>The word in the address: “alpha~lambda~best”, or “alpha~lambda~mean~40” for one slice.</summary>
    public string Word => $"{X.Word()}~{Y.Word()}~{(IsMean ? "mean" : "best")}" + (Slice is { } slice ? $"~{TrialFields.Text(slice)}" : "");

    /// <summary>Reads the address; what cannot be read is as at first: the two hyperparameters with the most values.</summary>
    /// <param name="counts">How many values each hyperparameter has, in the order of <see cref="TrialFields.Hyperparameters"/>.</param>
    public static HeatMapChoice Read(string? word, IReadOnlyList<int> counts)
    {
        if (word?.Split('~') is [var x, var y, "best" or "mean", ..] parts && Hyperparameter(x) is { } along && Hyperparameter(y) is { } up && along != up)
        {
            return new HeatMapChoice(along, up, parts[2] == "mean", parts.Length > 3 && double.TryParse(parts[3], CultureInfo.InvariantCulture, out var slice) ? slice : null);
        }

        TrialField[] most = [.. TrialFields.Hyperparameters.OrderByDescending(field => counts[(int)field]).Take(2)];
        return new HeatMapChoice(most.Max(), most.Min(), IsMean: false, Slice: null);
    }

    private static TrialField? Hyperparameter(string word) =>
        TrialFields.Find(word) is { } field && TrialFields.Hyperparameters.Contains(field) ? field : null;
}
