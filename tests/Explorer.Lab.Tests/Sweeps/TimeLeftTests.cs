using Explorer.Lab.Datasets;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Tests.Sweeps;

public sealed class TimeLeftTests
{
    private static readonly SweepSpec Spec = SweepSpec.Small(new DatasetId(1)) with { Epochs = [5, 10] };

    [Fact]
    public void Nothing_measured_means_no_estimate() =>
        Assert.Null(TimeLeft.Of(SweepIn(WorkState.Running), [TrialOf(10, 0, 0)], 1));

    [Fact]
    public void An_ended_sweep_has_no_time_left() =>
        Assert.Null(TimeLeft.Of(SweepIn(WorkState.Cancelled), [TrialOf(10, 5, 5)], 1));

    [Fact]
    public void Measured_epochs_tell_how_long_the_rest_takes()
    {
        // One second an epoch at 10 factors, so (28 + 8) / (10 + 8) = 2 at 28: 5 are left of the first trial, 10 of each other one.
        var left = TimeLeft.Of(SweepIn(WorkState.Running), [TrialOf(10, 5, 5), TrialOf(10, 0, 0), TrialOf(28, 0, 0)], 1);

        Assert.Equal(TimeSpan.FromSeconds(5 + 10 + 20), left);
    }

    [Fact]
    public void A_slow_first_trial_does_not_spoil_the_estimate()
    {
        var left = TimeLeft.Of(
            SweepIn(WorkState.Running),
            [TrialOf(10, 10, 100, WorkState.Completed), TrialOf(10, 10, 10, WorkState.Completed), TrialOf(10, 10, 10, WorkState.Completed), TrialOf(10, 0, 0)], 1);

        Assert.Equal(TimeSpan.FromSeconds(10), left);
    }

    [Fact]
    public void Finished_trials_take_no_more_time()
    {
        var left = TimeLeft.Of(SweepIn(WorkState.Running), [TrialOf(10, 5, 5, WorkState.Failed), TrialOf(10, 0, 0)], 1);

        Assert.Equal(TimeSpan.FromSeconds(10), left);
    }

    [Theory]
    [InlineData(1, 25)]
    [InlineData(2, 12.5)]
    [InlineData(3, 25 / 3.0)]
    [InlineData(64, 25 / 3.0)]
    public void Trials_that_run_at_once_share_the_time_but_no_more_than_there_are(int atOnce, double seconds)
    {
        var left = TimeLeft.Of(SweepIn(WorkState.Running), [TrialOf(10, 5, 5), TrialOf(10, 0, 0), TrialOf(10, 0, 0)], atOnce);

        Assert.Equal(seconds, left!.Value.TotalSeconds, 5);
    }

    [Fact]
    public void Measuring_costs_by_the_point_and_training_by_the_epoch()
    {
        // Two seconds an epoch and ten a measurement.
        var left = TimeLeft.Of(SweepIn(WorkState.Running), [TrialOf(10, 5, 20) with { EvaluationSeconds = 10 }, TrialOf(10, 0, 0)], 1);

        Assert.Equal(TimeSpan.FromSeconds((5 * 2) + 10 + (10 * 2) + (2 * 10)), left);
    }

    private static Sweep SweepIn(WorkState state) => new(new(1), Spec, "", state, "", default, null, null, 0, 0);

    private static Trial TrialOf(int factorCount, int lastEpoch, double seconds, WorkState state = WorkState.Queued) =>
        new(new(1), new(1), 1, new Hyperparameters(factorCount, 0.1, 1), state, "", lastEpoch, seconds, null);
}
