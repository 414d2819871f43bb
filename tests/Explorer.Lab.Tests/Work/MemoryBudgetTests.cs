using Explorer.Lab.Work;
using Explorer.Recommender;
using Microsoft.Extensions.Options;

namespace Explorer.Lab.Tests.Work;

public sealed class MemoryBudgetTests
{
    private const long Megabyte = 1 << 20;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task More_than_there_is_is_refused_with_both_figures_and_the_setting()
    {
        var refusal = await Assert.ThrowsAsync<ExplorerException>(() => BudgetOf(10).ReserveAsync(1_234 * Megabyte, "A trial", Token));

        Assert.StartsWith("A trial needs about 1,234 MB of memory; 10 MB may be used (setting Compute:MemoryMegabytes).", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(Refusal.TooLarge, refusal.Refusal);
    }

    [Fact]
    public async Task What_does_not_fit_waits_until_enough_is_given_back()
    {
        var budget = BudgetOf(10);
        var first = await ReserveAsync(budget, 4);
        var second = await ReserveAsync(budget, 4);

        var waiting = ReserveAsync(budget, 8);
        first.Dispose();
        Assert.False(waiting.IsCompleted);
        second.Dispose();

        using var third = await waiting;
    }

    [Fact]
    public async Task Giving_back_twice_counts_once()
    {
        var budget = BudgetOf(10);
        var first = await ReserveAsync(budget, 6);
        using var second = await ReserveAsync(budget, 4);

        first.Dispose();
        first.Dispose();
        using var third = await ReserveAsync(budget, 6);

        Assert.False(ReserveAsync(budget, 1).IsCompleted);
    }

    [Fact]
    public async Task What_is_lent_is_dropped_the_oldest_first_and_no_more_than_needed()
    {
        var budget = BudgetOf(10);
        var dropped = new List<int>();
        foreach (var name in new[] { 1, 2, 3 })
        {
            (await ReserveAsync(budget, 3)).Lend(() => dropped.Add(name));
        }

        using var needed = await ReserveAsync(budget, 6);

        Assert.Equal([1, 2], dropped);
    }

    [Fact]
    public async Task What_is_taken_back_in_time_is_not_dropped_and_what_was_dropped_cannot_be_taken_back()
    {
        var budget = BudgetOf(10);
        var kept = await ReserveAsync(budget, 5);
        var lost = await ReserveAsync(budget, 5);
        kept.Lend(() => Assert.Fail("It had been taken back."));
        lost.Lend(static () => { });

        Assert.True(kept.TryTakeBack());
        using var other = await ReserveAsync(budget, 5);

        Assert.False(lost.TryTakeBack());
    }

    [Fact]
    public async Task Who_waits_gets_what_is_lent_meanwhile()
    {
        var budget = BudgetOf(10);
        var first = await ReserveAsync(budget, 8);
        var waiting = ReserveAsync(budget, 8);
        var isDropped = false;

        first.Lend(() => isDropped = true);
        using var second = await waiting;

        Assert.True(isDropped);
    }

    [Fact]
    public async Task Waiting_can_be_cancelled()
    {
        var budget = BudgetOf(10);
        using var first = await ReserveAsync(budget, 8);
        using var source = new CancellationTokenSource();
        var waiting = budget.ReserveAsync(8 * Megabyte, "A trial", source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public void Without_a_setting_three_quarters_of_what_the_process_may_use_are_there() =>
        Assert.InRange(BudgetOf(0).Bytes, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes - 1);

    private static MemoryBudget BudgetOf(int megabytes) => new(Options.Create(new ComputeOptions { MemoryMegabytes = megabytes }));

    private static Task<MemoryReservation> ReserveAsync(MemoryBudget budget, int megabytes) =>
        budget.ReserveAsync(megabytes * Megabyte, "A trial", Token);
}
