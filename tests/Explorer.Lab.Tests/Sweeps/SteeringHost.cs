using Explorer.Lab.Datasets;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.TestKit;

namespace Explorer.Lab.Tests.Sweeps;

/// <summary>A lab whose engine waits at a gate, with what tests of steering ask again and again.</summary>
internal sealed class SteeringHost : IAsyncDisposable
{
    private readonly LabHost _lab;

    private SteeringHost(LabHost lab, ScriptedTrialEngine engine) => (_lab, Engine) = (lab, engine);

    public ScriptedTrialEngine Engine { get; }

    public TrialControl Trials => _lab.Get<TrialControl>();

    public QueueControl Queue => _lab.Get<QueueControl>();

    public SweepControl Sweeps => _lab.Get<SweepControl>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<SteeringHost> StartAsync(TempFolder folder, ScriptedTrialEngine engine, params (string Key, string Value)[] settings) =>
        new(await LabHost.StartAsync(folder.Path, engine, settings), engine);

    public T Get<T>()
        where T : notnull => _lab.Get<T>();

    public async Task<DatasetId> ImportAsync() => (await _lab.ImportAsync(LikesText.Halves())).Id;

    /// <summary>A sweep of as many trials as factor counts, of four points each.</summary>
    public async Task<Sweep> CreateAsync(DatasetId dataset, params int[] factors) => await Sweeps.CreateAsync(
        SweepSpec.Small(dataset) with { HoldOut = new(2, 0.2, 0), Grid = new Grid(factors, [0.1], [9]), Epochs = [1, 2, 3, 4] }, Token);

    public async Task<Sweep> CreateAsync(params int[] factors) => await CreateAsync(await ImportAsync(), factors);

    public async Task<Sweep> SweepAsync(Sweep sweep) => await Get<SweepStore>().GetAsync(sweep.Id, Token);

    public Task<Sweep> WaitAsync(Sweep sweep, WorkState state) => Eventually.BecomesAsync(() => SweepAsync(sweep), seen => seen.State == state, Token);

    public Task<IReadOnlyList<Trial>> TrialsAsync(Sweep sweep) => Get<TrialStore>().TrialsAsync(sweep, Token);

    public async Task<Trial> TrialAsync(Sweep sweep, int number) => (await TrialsAsync(sweep)).Single(trial => trial.Number == number);

    public Task<Trial> WaitAsync(Sweep sweep, int number, WorkState state) =>
        Eventually.BecomesAsync(() => TrialAsync(sweep, number), trial => trial.State == state, Token);

    public Task WaitForRunningAsync(Sweep sweep, int count) => Eventually.BecomesAsync(
        () => TrialsAsync(sweep), trials => trials.Count(trial => trial.State == WorkState.Running) == count, Token);

    public Task<IReadOnlyList<StoredPoint>> PointsAsync(Sweep sweep) => Get<PointStore>().PointsAsync(sweep.Id, 0, 10_000, Token);

    public Task WaitForPointsAsync(Sweep sweep, int count) => Eventually.BecomesAsync(() => PointsAsync(sweep), points => points.Count == count, Token);

    public async Task<IReadOnlyList<SweepEventKind>> KindsAsync(Sweep sweep) => [.. (await EventsAsync(sweep)).Select(happened => happened.Kind)];

    public Task<IReadOnlyList<SweepEvent>> EventsAsync(Sweep sweep) => Get<SweepLog>().ListAsync(sweep.Id, 0, 1000, Token);

    public Task<IReadOnlyList<TrialRun>> RunsAsync(Sweep sweep) => Get<RunStore>().ListAsync(sweep.Id, Token);

    public ValueTask DisposeAsync() => _lab.DisposeAsync();
}
