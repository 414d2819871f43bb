using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Tests.Sweeps;

/// <summary>A sweep whose trials take the seconds that were measured on the twin, run in small steps of time.</summary>
internal sealed class SimulatedSweep
{
    private const double Step = 0.1;

    // One thread: docs/benchmarks.md.
    private static readonly Dictionary<int, (double Epoch, double Evaluation)> s_seconds = new()
    {
        [10] = (0.0127, 0.0213),
        [20] = (0.0221, 0.0293),
        [40] = (0.0340, 0.0460),
        [80] = (0.0635, 0.0788),
        [120] = (0.1082, 0.1154),
    };

    private readonly SweepSpec _spec;
    private readonly int _atOnce;
    private readonly Queue<Hyperparameters> _waiting;
    private readonly List<Run> _runs = [];

    public SimulatedSweep(SweepSpec spec, IEnumerable<Hyperparameters> order, int atOnce, int seed)
    {
        _spec = spec;
        _atOnce = atOnce;
        _waiting = new Queue<Hyperparameters>(order);
        var random = new Random(seed);
        _runs.AddRange(_waiting.Select(trial => new Run(trial, 0.8 + (0.4 * random.NextDouble()))));
    }

    /// <summary>The trials after every step, from the first to the last.</summary>
    public IEnumerable<(double Time, IReadOnlyList<Trial> Trials)> Steps()
    {
        for (var step = 1; _runs.Any(run => !run.IsDone(_spec)); step++)
        {
            var running = _runs.Where(run => !run.IsDone(_spec)).Take(_atOnce).ToList();

            // Cores of trials that are missing at the end go to those that are left.
            running.ForEach(run => run.Advance(Step * _atOnce / running.Count, Step, _spec));
            yield return (step * Step, [.. _runs.Select((run, index) => run.ToTrial(index + 1, running.Contains(run), _spec))]);
        }
    }

    private sealed class Run(Hyperparameters trial, double noise)
    {
        private double _work;
        private double _seconds;
        private int _measured;
        private double _secondsAtPoint;

        public bool IsDone(SweepSpec spec) => _measured == spec.OrderedEpochs.Count;

        public void Advance(double work, double seconds, SweepSpec spec)
        {
            (_work, _seconds) = (_work + work, _seconds + seconds);
            while (!IsDone(spec) && WorkAt(_measured, spec) <= _work)
            {
                _measured++;
                _secondsAtPoint = _seconds;
            }
        }

        public Trial ToTrial(int number, bool isRunning, SweepSpec spec) => new(
            new(number),
            new(1),
            number,
            trial,
            IsDone(spec) ? WorkState.Completed : isRunning ? WorkState.Running : WorkState.Queued,
            "",
            _measured == 0 ? 0 : spec.OrderedEpochs[_measured - 1],
            _secondsAtPoint,
            null,
            _measured == 0 ? 0 : _secondsAtPoint * _measured * s_seconds[trial.FactorCount].Evaluation / WorkAt(_measured - 1, spec));

        /// <summary>Large α takes more steps of conjugate gradient.</summary>
        private double WorkAt(int point, SweepSpec spec) =>
            (spec.OrderedEpochs[point] * s_seconds[trial.FactorCount].Epoch * noise * (0.7 + (0.15 * Math.Log(1 + trial.Alpha))))
            + ((point + 1) * s_seconds[trial.FactorCount].Evaluation);
    }
}
