using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps.Pruning;
using Explorer.Lab.Sweeps.Sampling;

namespace Explorer.Lab.Sweeps;

/// <summary>
/// What follows when everything queued has run: a cut of successive halving, or the next generation of the model-based sampler. Both are rows
/// of the store before anything is trained, so a restart finds them, and both rest on stored points alone.
/// </summary>
public sealed class SweepRounds(TrialStore trials, RoundStore rounds)
{
    /// <summary>Queues the next round of a sweep of which no trial is queued or running.</summary>
    /// <returns>Whether anything was queued; otherwise the sweep is done.</returns>
    public async Task<bool> NextAsync(Sweep sweep, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        if (sweep.Spec.Sampling.Kind != SamplerKind.Model && sweep.Spec.Pruning.Halving is null)
        {
            return false;
        }

        var all = await trials.TrialsAsync(sweep, cancellationToken);
        if (HalvingCut.Of(sweep.Spec, all) is { } cut)
        {
            await rounds.CutAsync(cut, cancellationToken);
            return true;
        }

        return await rounds.QueueAsync(sweep.Id, [.. Proposals.Next(sweep.Spec, all)], cancellationToken);
    }
}
