using System.Data.Common;
using Dapper;
using Explorer.Lab.Storage;
using Explorer.Recommender;
using Explorer.TestKit;

namespace Explorer.Lab.Tests.Storage;

public sealed class FullDiskTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_full_database_is_refused_in_words()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine());
        await using var connection = await OpenFullAsync(lab);

        var refusal = await Assert.ThrowsAsync<ExplorerException>(() => FillAsync(connection));

        Assert.Equal(Refusal.NoRoom, refusal.Refusal);
        Assert.Equal("Nothing was stored: the disk of the storage folder is full. Free some room there. Then try again.", refusal.Message);
    }

    [Fact]
    public async Task A_full_disk_met_on_committing_or_by_any_way_of_asking_is_the_same_refusal()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine());
        await using var connection = await OpenFullAsync(lab);
        const string insert = "insert into item_detail select 1, hex(randomblob(100000)), '', '', '', '' returning 1";

        foreach (var ask in new Func<Task>[]
        {
            () => connection.ExecuteScalarAsync<long>("create table t as select hex(randomblob(1000000))"),
            () => connection.QueryAsync<long>(insert),
            () => Task.Run(() => connection.Query<long>(insert)),
        })
        {
            await connection.ExecuteAsync("pragma foreign_keys = off");
            Assert.Equal(Refusal.NoRoom, (await Assert.ThrowsAsync<ExplorerException>(ask)).Refusal);
        }
    }

    [Fact]
    public async Task A_database_that_may_not_be_written_is_refused_in_words()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine());
        await using var connection = await lab.Get<Database>().OpenAsync(Token);
        await connection.ExecuteAsync("pragma query_only = on");

        var refusal = await Assert.ThrowsAsync<ExplorerException>(() => FillAsync(connection));

        Assert.Equal(Refusal.NoRoom, refusal.Refusal);
        Assert.Contains("may not be written", refusal.Message, StringComparison.Ordinal);
        await connection.ExecuteAsync("pragma query_only = off");
    }

    [Fact]
    public async Task Any_other_mistake_stays_what_it_is()
    {
        await using var lab = await LabHost.StartAsync(_folder.Path, new ScriptedTrialEngine());
        await using var connection = await lab.Get<Database>().OpenAsync(Token);

        await Assert.ThrowsAnyAsync<DbException>(() => connection.ExecuteAsync("insert into nowhere values (1)"));
    }

    private static async Task<DbConnection> OpenFullAsync(LabHost lab)
    {
        var connection = await lab.Get<Database>().OpenAsync(Token);
        await connection.ExecuteAsync($"pragma max_page_count = {await connection.ExecuteScalarAsync<long>("pragma page_count")}");
        return connection;
    }

    private static Task<int> FillAsync(DbConnection connection) =>
        connection.ExecuteAsync("create table filler as select hex(randomblob(1000000)) as content");
}
