using Explorer.Lab.Datasets;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender.Likes;
using Explorer.TestKit;

namespace Explorer.Lab.Tests.Sweeps;

/// <summary>Runs sweeps of the scripted engine, whose precision is best at the epoch that equals the trial's factors.</summary>
internal static class SweepRunner
{
    /// <summary>Six trials over f = 1 … 6, measured at each epoch up to 8.</summary>
    public static async Task<SweepSpec> SpecAsync(LabHost lab)
    {
        var dataset = await lab.ImportAsync(LikesText.Halves());
        return Spec(dataset.Id);
    }

    public static SweepSpec Spec(DatasetId dataset) =>
        new(dataset, 0, 0, new HoldOut(2, 0.5, 1), Metric.PrecisionTest, new Grid([1, 2, 3, 4, 5, 6], [0.1], [9]), [1, 2, 3, 4, 5, 6, 7, 8]);

    /// <summary>Runs a sweep to its end.</summary>
    public static async Task<IReadOnlyList<Trial>> RunAsync(LabHost lab, SweepSpec spec, CancellationToken cancellationToken)
    {
        var sweep = await lab.Get<SweepControl>().CreateAsync(spec, cancellationToken);
        return await EndAsync(lab, sweep, cancellationToken);
    }

    /// <summary>Waits for a sweep's end.</summary>
    public static async Task<IReadOnlyList<Trial>> EndAsync(LabHost lab, Sweep sweep, CancellationToken cancellationToken)
    {
        var store = lab.Get<SweepStore>();
        await Eventually.BecomesAsync(() => store.GetAsync(sweep.Id, cancellationToken), present => present.State == WorkState.Completed, cancellationToken);
        return await lab.Get<TrialStore>().TrialsAsync(sweep, cancellationToken);
    }
}
