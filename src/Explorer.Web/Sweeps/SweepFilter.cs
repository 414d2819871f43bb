using Explorer.Lab.Sweeps.Understanding;
using Explorer.Recommender;

namespace Explorer.Web.Sweeps;

/// <summary>The filter of a sweep's page as the address has it: text that may not be readable yet.</summary>
/// <param name="Text">As typed.</param>
/// <param name="Filter">What it means; the last one that could be read while this one cannot.</param>
/// <param name="Problem">Why it cannot be read; null when it can.</param>
public sealed record SweepFilter(string Text, TrialFilter Filter, string? Problem)
{
    /// <summary>Every trial.</summary>
    public static SweepFilter None { get; } = new("", TrialFilter.None, Problem: null);

    /// <summary>What comes after it when the person types on.</summary>
    public SweepFilter Read(string? text)
    {
        try
        {
            return new SweepFilter(text ?? "", TrialFilter.Parse(text), Problem: null);
        }
        catch (ExplorerException exception)
        {
            return this with { Text = text ?? "", Problem = exception.Message };
        }
    }

    /// <summary>The picture with the trials that pass; the picture itself when all do.</summary>
    public SweepPicture Apply(SweepPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var trials = Filter.Apply(picture.Trials, picture.Sweep.Spec.Metric);
        return ReferenceEquals(trials, picture.Trials) ? picture : new SweepPicture(picture.Sweep, trials, picture.TimeLeft);
    }
}
