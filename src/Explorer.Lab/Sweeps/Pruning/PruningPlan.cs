using System.Globalization;
using System.Text.Json.Serialization;
using Explorer.Lab.Work;
using Explorer.Recommender;

namespace Explorer.Lab.Sweeps.Pruning;

/// <summary>When trials are given up before their last epoch. All rules watch the sweep's metric.</summary>
public sealed record PruningPlan
{
    private const int MaxEta = 10;
    private const int MaxCuts = 6;

    /// <summary>Every trial trains to the end.</summary>
    public static PruningPlan None { get; } = new();

    /// <summary>Evaluations in a row without a new best value after which a trial stops, 1 or more; null: none stops so.</summary>
    public int? Patience { get; init; }

    /// <summary>Null: not used.</summary>
    public MedianRule? Median { get; init; }

    /// <summary>Null: not used.</summary>
    public HalvingRule? Halving { get; init; }

    /// <summary>Whether a trial may end before its last epoch.</summary>
    [JsonIgnore]
    public bool IsOn => Patience is not null || Median is not null || Halving is not null;

    /// <summary>Checks the rules.</summary>
    /// <exception cref="ExplorerException">A number is out of range, or two rules exclude each other.</exception>
    public void Validate()
    {
        Require(Patience is null or >= 1, "Patience", Patience ?? 0, "1 or more evaluations, or nothing for none");
        Require(Median is null or { WarmUpTrials: >= 1 }, "Warm-up trials", Median?.WarmUpTrials ?? 0, "1 or more");
        Require(Median is null or { WarmUpEvaluations: >= 0 }, "Warm-up evaluations", Median?.WarmUpEvaluations ?? 0, "0 or more");
        Require(Halving is null or { Eta: >= 2 and <= MaxEta }, "η", Halving?.Eta ?? 0, $"2 to {MaxEta}");
        Require(Halving is null or { Cuts: >= 1 and <= MaxCuts }, "Cuts", Halving?.Cuts ?? 0, $"1 to {MaxCuts}");
        if (Median is not null && Halving is not null)
        {
            throw new ExplorerException("Pruning: the median rule and successive halving both compare trials and cannot be used together. Choose one of them.");
        }
    }

    /// <summary>Whether a trial's best value stands: it is completed, or patience found that it no longer improves.</summary>
    /// <param name="epochs">The measured epochs, ascending.</param>
    public bool HasFinalBest(IReadOnlyList<int> epochs, Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return trial.State == WorkState.Completed
            || (trial.State == WorkState.Pruned && Patience is { } patience && trial.Best is { } best
                && epochs.Count(epoch => epoch > best.Epoch && epoch <= trial.LastEpoch) >= patience);
    }

    /// <summary>The measured epochs at which successive halving cuts; none without it.</summary>
    /// <param name="epochs">The measured epochs, ascending.</param>
    internal IReadOnlyList<int> RungsOf(IReadOnlyList<int> epochs) => Halving?.RungsOf(epochs) ?? [];

    /// <summary>The measured epochs of a trial that has passed so many cuts, up to the next one.</summary>
    /// <param name="epochs">The measured epochs, ascending.</param>
    /// <param name="rung">Cuts passed, 0 or more.</param>
    internal IReadOnlyList<int> EpochsOf(IReadOnlyList<int> epochs, int rung) =>
        RungsOf(epochs) is var rungs && rung < rungs.Count ? [.. epochs.Where(epoch => epoch <= rungs[rung])] : epochs;

    /// <summary>The measured epochs that lie ahead of a trial, each with the share of such trials that reach it: one in η after each cut.</summary>
    /// <param name="epochs">The measured epochs, ascending.</param>
    /// <param name="after">The last epoch that was measured; 0 before the first.</param>
    /// <param name="rung">Cuts passed, 0 or more.</param>
    internal IEnumerable<(int Epoch, double Share)> Ahead(IReadOnlyList<int> epochs, int after, int rung)
    {
        int[] cuts = [.. RungsOf(epochs).Skip(rung)];
        return epochs.Where(epoch => epoch > after).Select(epoch => (epoch, Math.Pow(Halving?.Eta ?? 1, -cuts.Count(cut => cut < epoch))));
    }

    private static void Require(bool isFine, string name, int value, string allowed)
    {
        if (!isFine)
        {
            throw new ExplorerException(string.Create(CultureInfo.InvariantCulture, $"{name}: {value} is out of range. Use {allowed}."));
        }
    }
}
