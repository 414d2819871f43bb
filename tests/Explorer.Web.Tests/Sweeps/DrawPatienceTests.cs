using Explorer.Web.Sweeps;
using Microsoft.Extensions.Time.Testing;

namespace Explorer.Web.Tests.Sweeps;

public sealed class DrawPatienceTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly CancellationTokenSource _gone = new();

    public void Dispose() => _gone.Dispose();

    [Fact]
    public async Task A_drawing_whose_answer_was_lost_is_drawn_anew_and_given_twice_as_long()
    {
        List<TaskCompletionSource> answers = [];
        var forgotten = 0;
        var drawing = DrawPatience.DrawAsync(_ => Ask(answers), () => forgotten++, _time, _gone.Token);

        _time.Advance(DrawPatience.First);
        await WaitUntilAsync(() => answers.Count == 2);
        Assert.Equal(1, forgotten);
        _time.Advance(DrawPatience.First);
        Assert.False(drawing.IsCompleted);
        answers[1].SetResult();
        await drawing;

        Assert.Equal((2, 1), (answers.Count, forgotten));
    }

    [Fact]
    public async Task A_drawing_that_is_answered_is_drawn_once()
    {
        List<TaskCompletionSource> answers = [];
        var drawing = DrawPatience.DrawAsync(_ => Ask(answers), () => Assert.Fail("Nothing was lost."), _time, _gone.Token);
        answers[0].SetResult();
        await drawing;

        Assert.Single(answers);
    }

    [Fact]
    public async Task A_chart_that_has_gone_waits_for_nothing()
    {
        var drawing = DrawPatience.DrawAsync(_ => Ask([]), () => Assert.Fail("Nobody is there to draw for."), _time, _gone.Token);

        await _gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => drawing);
    }

    [Fact]
    public async Task What_may_take_long_is_asked_again_at_the_same_distance_until_it_is_answered()
    {
        List<TaskCompletionSource> answers = [];
        var waiting = DrawPatience.AskAsync(_ => Ask(answers), _time, _gone.Token);

        for (var asked = 2; asked <= 5; asked++)
        {
            _time.Advance(DrawPatience.First);
            await WaitUntilAsync(() => answers.Count == asked);
        }

        Assert.False(waiting.IsCompleted);
        answers[^1].SetResult();
        await waiting;
    }

    private static Task Ask(List<TaskCompletionSource> answers)
    {
        answers.Add(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        return answers[^1].Task;
    }

    private static async Task WaitUntilAsync(Func<bool> condition) =>
        await TestKit.Eventually.BecomesAsync(() => Task.FromResult(condition()), isSo => isSo, Xunit.TestContext.Current.CancellationToken);
}
