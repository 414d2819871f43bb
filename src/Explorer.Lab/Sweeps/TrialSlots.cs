using Explorer.Lab.Work;
using Explorer.Recommender.Evaluation;
using Microsoft.Extensions.Options;

namespace Explorer.Lab.Sweeps;

/// <summary>How many trials run at once on this machine: the one place that decides.</summary>
public sealed class TrialSlots(IOptions<ComputeOptions> options, CoreShare cores, MemoryBudget memory)
{
    private volatile int _wanted = options.Value.TrialsAtOnce;
    private volatile int _inEffect;

    /// <summary>Most trials at once; 0 means one per core. May be changed at any time; it acts when the next trial starts or ends.</summary>
    public int Wanted
    {
        get => _wanted;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _wanted = value;
        }
    }

    /// <summary>How many trials run at once, 1 or more, as last decided; a sweep with fewer left runs those.</summary>
    public int InEffect => _inEffect > 0 ? _inEffect : Most;

    /// <summary>Threads of one trial when all slots are taken, 1 or more.</summary>
    public int ThreadsEach => ThreadsOf(InEffect);

    private int Most => _wanted > 0 ? _wanted : cores.Cores;

    /// <summary>As many trials as cores, or as wanted; fewer when the memory does not hold so many of the largest.</summary>
    /// <param name="likes">Likes after thresholds, held-out ones included.</param>
    /// <param name="factorCount">f of the largest trial.</param>
    /// <param name="wanted">What the sweep itself asks for, instead of <see cref="Wanted"/>; 0 when it does not.</param>
    public MemoryPlan Plan(int users, int items, int likes, bool areWeighted, int factorCount, int wanted = 0)
    {
        var split = TrialMemory.OfSplit(users, items, likes, areWeighted);
        var trials = wanted > 0 ? wanted : Most;
        while (trials > 0 && split + (trials * OfTrial(trials)) > memory.Bytes)
        {
            trials--;
        }

        return new MemoryPlan(split, OfTrial(Math.Max(1, trials)), memory.Bytes, trials);

        long OfTrial(int atOnce) => TrialMemory.OfTrial(users, items, factorCount, ThreadsOf(atOnce));
    }

    /// <summary>Puts a plan into effect.</summary>
    /// <returns>How many trials to run at once; one also when not even one fits, since the trial itself says best what is wrong.</returns>
    public int Apply(MemoryPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return _inEffect = Math.Max(1, plan.TrialsAtOnce);
    }

    private int ThreadsOf(int atOnce) => (cores.Cores + atOnce - 1) / atOnce;
}
