using Explorer.Lab.Datasets;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;

namespace Explorer.Lab.Exports;

/// <summary>Stored trials as scripts for other libraries.</summary>
public sealed class TrialScripts(SweepStore sweeps, TrialStore trials, DatasetStore datasets)
{
    /// <summary>See <see cref="ImplicitScript"/>.</summary>
    /// <exception cref="Recommender.ExplorerException">There is no such trial.</exception>
    public async Task<string> ImplicitAsync(TrialId id, CancellationToken cancellationToken)
    {
        var trial = await trials.GetTrialAsync(id, cancellationToken);
        var sweep = await sweeps.GetAsync(trial.SweepId, cancellationToken);

        // Of likes that are not here nobody knows whether they have counts; the script for counts is right for both.
        var dataset = sweep.Origin is null ? sweep.Spec.DatasetId : sweep.Origin.DatasetHere;
        var isWeighted = dataset is not { } here || (await datasets.GetAsync(here, cancellationToken)).Weights != WeightsKind.None;
        return ImplicitScript.Of(sweep, trial, isWeighted);
    }
}
