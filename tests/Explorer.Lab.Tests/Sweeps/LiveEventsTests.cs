using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.TestKit;

namespace Explorer.Lab.Tests.Sweeps;

public sealed class LiveEventsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Points_are_told_live_and_in_order_and_then_the_end()
    {
        var engine = new ScriptedTrialEngine(isGated: true);
        await using var lab = await LabHost.StartAsync(_folder.Path, engine);
        var sweep = await StartAsync(lab);
        engine.Release(2);

        var told = new List<LiveEvent>();
        await foreach (var news in lab.Get<LiveEvents>().FollowAsync(sweep, 0, Token))
        {
            told.Add(news);
            if (news is PointMeasured && told.OfType<PointMeasured>().Count() == 2)
            {
                Assert.Equal(WorkState.Running, (await lab.Get<SweepStore>().GetAsync(sweep, Token)).State);
                engine.Release(3);
            }
        }

        Assert.Equal([1, 2, 3, 4, 5], told.OfType<PointMeasured>().Select(point => point.Point.Point.Epoch));
        Assert.Equal(told.Select(news => news.Cursor).Order(), told.Select(news => news.Cursor));
        Assert.Equal(WorkState.Completed, Assert.IsType<SweepEnded>(told[^1]).Sweep!.State);
        Assert.Equal(0, lab.Get<Bell>().ListenerCount(Topics.Sweep(sweep)));
    }

    [Fact]
    public async Task Who_reconnects_with_the_last_cursor_misses_nothing_and_gets_nothing_twice()
    {
        var engine = new ScriptedTrialEngine(isGated: true);
        await using var lab = await LabHost.StartAsync(_folder.Path, engine);
        var sweep = await StartAsync(lab);
        engine.Release(5);

        var epochs = new List<int>();
        var cursor = 0L;
        for (var connection = 0; epochs.Count < 5; connection++)
        {
            Assert.True(connection < 5);
            await foreach (var news in lab.Get<LiveEvents>().FollowAsync(sweep, cursor, Token))
            {
                cursor = news.Cursor;
                if (news is PointMeasured measured)
                {
                    epochs.Add(measured.Point.Point.Epoch);
                    break;
                }
            }
        }

        Assert.Equal([1, 2, 3, 4, 5], epochs);
    }

    [Fact]
    public async Task A_listener_that_leaves_is_forgotten_whether_it_waits_or_reads()
    {
        var engine = new ScriptedTrialEngine(isGated: true);
        await using var lab = await LabHost.StartAsync(_folder.Path, engine);
        var sweep = await StartAsync(lab);
        var bell = lab.Get<Bell>();

        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using (var waiting = lab.Get<LiveEvents>().FollowAsync(sweep, 0, gone.Token).GetAsyncEnumerator(gone.Token))
        {
            Assert.True(await waiting.MoveNextAsync());
            var next = waiting.MoveNextAsync().AsTask();
            await Eventually.BecomesAsync(() => Task.FromResult(bell.ListenerCount(Topics.Sweep(sweep))), count => count == 1, Token);
            await gone.CancelAsync();
            await next.ContinueWith(_ => { }, TaskScheduler.Default);
        }

        Assert.Equal(0, bell.ListenerCount(Topics.Sweep(sweep)));

        await using (var reading = lab.Get<LiveEvents>().FollowAsync(sweep, 0, Token).GetAsyncEnumerator(Token))
        {
            Assert.True(await reading.MoveNextAsync());
            Assert.Equal(1, bell.ListenerCount(Topics.Sweep(sweep)));
        }

        Assert.Equal(0, bell.ListenerCount(Topics.Sweep(sweep)));
        engine.Release(100);
    }

    [Fact]
    public async Task Silence_is_broken_by_a_sign_of_life_that_changes_nothing()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var engine = new ScriptedTrialEngine(isGated: true);
        await using var lab = await LabHost.StartAsync(_folder.Path, engine);
        var sweep = await StartAsync(lab);

        // The sign of life is due by another clock than the worker's and the feed's, so that only it is moved.
        var events = new LiveEvents(lab.Get<SweepStore>(), lab.Get<PointStore>(), lab.Get<CurveFeed>(), time);
        await using var told = events.FollowAsync(sweep, 0, Token).GetAsyncEnumerator(Token);
        do
        {
            Assert.True(await told.MoveNextAsync());
        }
        while (told.Current is not SweepMoved { Sweep.State: WorkState.Running });

        var next = told.MoveNextAsync().AsTask();
        while (!next.IsCompleted)
        {
            time.Advance(LiveEvents.Heartbeat);
            await Task.WhenAny(next, Task.Delay(20, Token));
        }

        Assert.True(await next);
        Assert.IsType<StillThere>(told.Current);
        engine.Release(1);
        do
        {
            Assert.True(await told.MoveNextAsync());
        }
        while (told.Current is StillThere);

        Assert.Equal(1, Assert.IsType<PointMeasured>(told.Current).Point.Point.Epoch);
        engine.Release(100);
    }

    [Fact]
    public async Task A_deleted_sweep_ends_without_an_error()
    {
        var engine = new ScriptedTrialEngine(isGated: true);
        await using var lab = await LabHost.StartAsync(_folder.Path, engine);
        var sweep = await StartAsync(lab);
        await using var told = lab.Get<LiveEvents>().FollowAsync(sweep, 0, Token).GetAsyncEnumerator(Token);
        Assert.True(await told.MoveNextAsync());

        await lab.Get<SweepControl>().CancelAsync(sweep, Token);
        await lab.Get<SweepControl>().DeleteAsync(sweep, Token);
        var last = told.Current;
        while (await told.MoveNextAsync())
        {
            last = told.Current;
        }

        Assert.IsType<SweepEnded>(last);
    }

    private static async Task<SweepId> StartAsync(LabHost lab)
    {
        var dataset = await lab.ImportAsync(LikesText.Halves());
        var spec = SweepSpec.Small(dataset.Id) with { HoldOut = new(2, 0.2, 0), Grid = new Grid([2], [0.1], [1]), Epochs = [1, 2, 3, 4, 5] };
        return (await lab.Get<SweepControl>().CreateAsync(spec, Token)).Id;
    }
}
