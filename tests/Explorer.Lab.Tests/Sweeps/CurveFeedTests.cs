using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.TestKit;

namespace Explorer.Lab.Tests.Sweeps;

public sealed class CurveFeedTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_late_visitor_sees_everything_so_far_and_then_goes_on_live()
    {
        var engine = new ScriptedTrialEngine(isGated: true);
        await using var lab = await LabHost.StartAsync(_folder.Path, engine);
        var dataset = await lab.ImportAsync(LikesText.Halves());
        var spec = SweepSpec.Small(dataset.Id) with { HoldOut = new(2, 0.2, 0), Grid = new Grid([2], [0.1], [1]), Epochs = [1, 2, 3, 4, 5] };
        var sweep = await lab.Get<SweepControl>().CreateAsync(spec, Token);
        engine.Release(3);
        await Eventually.BecomesAsync(() => lab.Get<PointStore>().PointsAsync(sweep.Id, 0, 100, Token), points => points.Count == 3, Token);

        var epochs = new List<int>();
        await foreach (var batch in lab.Get<CurveFeed>().WatchAsync(sweep.Id, 0, Token))
        {
            epochs.AddRange(batch.Points.Select(point => point.Point.Epoch));
            if (epochs.Count == 3)
            {
                engine.Release(2);
            }

            if (epochs.Count == 5)
            {
                break;
            }
        }

        Assert.Equal([1, 2, 3, 4, 5], epochs);
    }

    [Fact]
    public async Task A_visitor_with_a_cursor_gets_only_what_is_new()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine());
        var dataset = await lab.ImportAsync(LikesText.Halves());
        var spec = SweepSpec.Small(dataset.Id) with { HoldOut = new(2, 0.2, 0), Grid = new Grid([2], [0.1], [1]), Epochs = [1, 2, 3, 4] };
        var sweep = await lab.Get<SweepControl>().CreateAsync(spec, Token);
        var points = await Eventually.BecomesAsync(
            () => lab.Get<PointStore>().PointsAsync(sweep.Id, 0, 100, Token), points => points.Count == 4, Token);

        await foreach (var batch in lab.Get<CurveFeed>().WatchAsync(sweep.Id, points[1].Cursor, Token))
        {
            Assert.Equal(points.Skip(2), batch.Points);
            Assert.Equal(points[^1].Cursor, batch.Cursor);
            break;
        }
    }
}
