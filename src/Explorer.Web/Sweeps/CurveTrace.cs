namespace Explorer.Web.Sweeps;

/// <summary>What a trace of a chart is for.</summary>
public enum CurveRole
{
    /// <summary>All trials that share a colour, parted by gaps.</summary>
    Group,

    /// <summary>The moving averages of the same trials, above their raw lines.</summary>
    Smooth,

    /// <summary>The one trial that is raised, drawn once more above its group, so that another one can be raised without touching groups.</summary>
    Highlight,

    /// <summary>What recommending the most popular items to everybody reaches.</summary>
    Baseline,

    /// <summary>The mark on that trial's best epoch.</summary>
    BestMark,
}

/// <summary>One line of a chart. Curves that share a colour and dash share a trace, with a gap after each: few traces draw fast.</summary>
/// <param name="Role">What it is for.</param>
/// <param name="IsTrain">Whether it shows training likes, drawn dashed.</param>
/// <param name="Group">Index of its colour among the groups; −1 for a highlight.</param>
/// <param name="Name">Its name in the legend.</param>
/// <param name="IsNamed">Whether the legend names it while it has points; of test and train one stands for both.</param>
/// <param name="X">Epochs, or seconds of training; null is a gap. Shape [n].</param>
/// <param name="Y">Values; null is a gap. Shape [n].</param>
/// <param name="Text">The hyperparameters shown on hover. Shape [n].</param>
public sealed record CurveTrace(
    CurveRole Role,
    bool IsTrain,
    int Group,
    string Name,
    bool IsNamed,
    IReadOnlyList<object?> X,
    IReadOnlyList<object?> Y,
    IReadOnlyList<string> Text)
{
    /// <summary>Numbers of the trials that the points belong to, 0 in gaps; empty where there are none. Shape [n].</summary>
    public IReadOnlyList<int> Numbers { get; init; } = [];

    /// <summary>Whether the legend names it now.</summary>
    public bool IsInLegend => IsNamed && X.Count > 0;

    /// <summary>Whether both would look the same to someone who sees only data and name.</summary>
    public bool HasSameContent(CurveTrace other) =>
        Name == other.Name && X.SequenceEqual(other.X) && Y.SequenceEqual(other.Y) && Text.SequenceEqual(other.Text);
}
