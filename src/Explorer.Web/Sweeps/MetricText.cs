using Explorer.Lab.Sweeps;

namespace Explorer.Web.Sweeps;

/// <summary>How pages name a <see cref="Metric"/>.</summary>
public static class MetricText
{
    /// <summary>The name with its k and protocol.</summary>
    public static string Of(Metric metric, int k) => metric switch
    {
        Metric.PrecisionTest => $"Test precision@{k} (post protocol)",
        Metric.PrecisionTestUnseen => $"Test precision@{k} (unseen only)",
        Metric.MseTest => "Test mean squared error",
        _ => throw new ArgumentOutOfRangeException(nameof(metric)),
    };

    /// <summary>One sentence on what is counted.</summary>
    public static string Meaning(Metric metric) => metric switch
    {
        Metric.PrecisionTest => "Held-out likes among a user's top k, divided by k. Items liked in training stay in the ranking, as in the post. Higher is better.",
        Metric.PrecisionTestUnseen => "Held-out likes among a user's top k, divided by k. Items liked in training leave the ranking first. Higher is better.",
        Metric.MseTest => "Mean squared difference between scores and held-out likes over all cells of the test users. Lower is better.",
        _ => throw new ArgumentOutOfRangeException(nameof(metric)),
    };
}
