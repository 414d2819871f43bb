namespace Explorer.Web.Sweeps;

/// <summary>The views of a sweep's page, by their words in the address.</summary>
public static class SweepView
{
    /// <summary>The views that explain the sweep.</summary>
    public const string Understand = "understand";

    /// <summary>One trial's points as the post prints them.</summary>
    public const string Points = "points";

    /// <summary>What has happened, and what ran when.</summary>
    public const string History = "history";

    /// <summary>Pinned items, epoch by epoch.</summary>
    public const string Live = "live";

    /// <summary>All views with their names; null is the first, the curves.</summary>
    public static IReadOnlyList<(string? Word, string Label)> All { get; } =
        [(null, "Curves"), (Understand, "Understand"), (Live, "Live gallery"), (Points, "Points"), (History, "History")];

    /// <summary>The word itself when it names a view, null for the curves otherwise.</summary>
    public static string? Known(string? word) => All.Any(view => view.Word == word) ? word : null;
}
