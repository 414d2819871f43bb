using System.IO.Compression;
using System.Text;
using Explorer.Lab.Refits;
using Explorer.Lab.Replays;
using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender;
using Explorer.TestKit;

namespace Explorer.Lab.Tests.Replays;

public sealed class ReplayTests : IAsyncLifetime
{
    private readonly TempFolder _here = new();
    private readonly TempFolder _there = new();
    private LabHost _lab = null!;
    private LabHost _other = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _lab = await LabHost.StartAsync(_here.Path);
        _other = await LabHost.StartAsync(_there.Path);
    }

    public async ValueTask DisposeAsync()
    {
        await _lab.DisposeAsync();
        await _other.DisposeAsync();
        _here.Dispose();
        _there.Dispose();
    }

    [Fact]
    public async Task A_bundle_opens_in_an_empty_store_with_the_same_points_to_the_bit_and_the_same_best_trial()
    {
        var sweep = await SweepAsync();

        var replay = await ImportAsync(await ExportAsync(sweep.Id));

        var (trials, replayed) = (await TrialsAsync(_lab, sweep), await TrialsAsync(_other, replay));
        Assert.Equal(
            trials.Select(trial => (trial.Number, trial.Hyperparameters, trial.State, trial.Message, trial.LastEpoch, trial.Seconds, trial.Best)),
            replayed.Select(trial => (trial.Number, trial.Hyperparameters, trial.State, trial.Message, trial.LastEpoch, trial.Seconds, trial.Best)));
        Assert.Equal(await PointsAsync(_lab, sweep), await PointsAsync(_other, replay));
        Assert.Equal(sweep.Spec.Metric.BestOf(trials)!.Number, replay.Spec.Metric.BestOf(replayed)!.Number);
        Assert.Equal((sweep.State, sweep.Baseline, sweep.Note, sweep.DatasetName, sweep.DatasetHash), (replay.State, replay.Baseline, replay.Note, replay.DatasetName, replay.DatasetHash));
        Assert.Equal((sweep.CreatedAt, sweep.StartedAt, sweep.FinishedAt), (replay.CreatedAt, replay.StartedAt, replay.FinishedAt));
        Assert.Equal((sweep.Id.Value, ReplayExport.ProgramVersion), (replay.Origin!.SweepId, replay.Origin.Version));
        Assert.Equal(
            System.Text.Json.JsonSerializer.Serialize(sweep.Spec with { DatasetId = default }), System.Text.Json.JsonSerializer.Serialize(replay.Spec with { DatasetId = default }));
    }

    [Fact]
    public async Task What_has_happened_when_trials_ran_and_what_people_wrote_travel_along()
    {
        var sweep = await SweepAsync();
        var trial = (await TrialsAsync(_lab, sweep))[1];
        await _lab.Get<TrialControl>().WriteAsync(trial.Id, "Look here", Token);
        await _lab.Get<QueueControl>().WriteAsync(sweep.Id, "For Monday", Token);

        var replay = await ImportAsync(await ExportAsync(sweep.Id));

        Assert.Equal("For Monday", replay.Remarks);
        Assert.Equal("Look here", (await TrialsAsync(_other, replay))[1].Remarks);
        var events = await EventsAsync(_lab, sweep);
        Assert.NotEmpty(events);
        Assert.Equal(events, await EventsAsync(_other, replay));
        var runs = await RunsAsync(_lab, sweep);
        Assert.Equal(4, runs.Count);
        Assert.Equal(runs, await RunsAsync(_other, replay));
    }

    [Fact]
    public async Task A_bundle_of_an_earlier_version_opens_without_a_history()
    {
        using var old = Rewrite(
            await ExportAsync((await SweepAsync()).Id),
            (name, text) => name is "events.json" or "runs.json" ? null
                : name == "about.json" ? System.Text.RegularExpressions.Regex.Replace(text, ",\"(events|runs).json\":\"[0-9a-f]+\"", "")
                : name == "sweep.json" ? text.Replace(",\"remarks\":\"\"", "", StringComparison.Ordinal)
                : text,
            keepsSums: false);

        var replay = await ImportAsync(old);

        Assert.Equal(4, (await TrialsAsync(_other, replay)).Count);
        Assert.Empty(await EventsAsync(_other, replay));
        Assert.Empty(await RunsAsync(_other, replay));
    }

    [Fact]
    public async Task An_imported_sweep_is_exported_again_as_it_was()
    {
        var sweep = await SweepAsync();
        var replay = await ImportAsync(await ExportAsync(sweep.Id));
        using var again = new MemoryStream();
        await _other.Get<ReplayExport>().WriteAsync(replay.Id, again, Token);

        var second = await ImportAsync(again);

        Assert.Equal(await PointsAsync(_lab, sweep), await PointsAsync(_other, second));
        Assert.Equal(sweep.Id.Value, second.Origin!.SweepId);
        Assert.Equal(await EventsAsync(_lab, sweep), await EventsAsync(_other, second));
    }

    [Fact]
    public async Task What_needs_the_likes_is_refused_with_the_reason_and_the_dataset_that_has_them()
    {
        var replay = await ImportAsync(await ExportAsync((await SweepAsync()).Id));
        var trial = (await TrialsAsync(_other, replay))[0];

        var refit = await Assert.ThrowsAsync<ExplorerException>(() => _other.Get<RefitControl>().StartAsync(trial.Id, Token));
        var resume = await Assert.ThrowsAsync<ExplorerException>(() => _other.Get<SweepControl>().ResumeAsync(replay.Id, Token));
        Assert.All([refit, resume], refusal => Assert.Equal(Refusal.Conflict, refusal.Refusal));
        Assert.Contains("read-only: it cannot be trained on everything. Its likes are not on this server", refit.Message, StringComparison.Ordinal);
        Assert.Contains("cannot be resumed", resume.Message, StringComparison.Ordinal);

        var dataset = await _other.ImportAsync(LikesText.Halves());
        refit = await Assert.ThrowsAsync<ExplorerException>(() => _other.Get<RefitControl>().StartAsync(trial.Id, Token));

        Assert.Contains($"Its likes are here as dataset {dataset.Id}", refit.Message, StringComparison.Ordinal);
        Assert.Equal(dataset.Id, (await _other.Get<SweepStore>().GetAsync(replay.Id, Token)).Origin!.DatasetHere);
    }

    [Fact]
    public async Task What_stands_in_for_the_dataset_is_in_no_list_and_goes_with_the_sweep()
    {
        var replay = await ImportAsync(await ExportAsync((await SweepAsync()).Id));
        Assert.Empty(await _other.Get<DatasetStore>().ListAsync(Token));
        await Assert.ThrowsAsync<ExplorerException>(() => _other.Get<DatasetStore>().GetAsync(replay.Spec.DatasetId, Token));
        Assert.Null((await _other.ImportAsync(LikesText.Halves())).SameAs);

        await _other.Get<SweepControl>().DeleteAsync(replay.Id, Token);

        Assert.Empty(await _other.Get<SweepStore>().ListAsync(Token));
        await using var connection = await _other.Get<Database>().OpenAsync(Token);
        await using var command = connection.CreateCommand();
        command.CommandText = "select (select count(*) from dataset), (select count(*) from point), (select count(*) from trial)";
        await using var counts = await command.ExecuteReaderAsync(Token);
        Assert.True(await counts.ReadAsync(Token));
        Assert.Equal((1L, 0L, 0L), (counts.GetInt64(0), counts.GetInt64(1), counts.GetInt64(2)));
    }

    [Fact]
    public async Task What_had_not_ended_ends_with_the_export_and_is_never_taken_up_here()
    {
        var sweep = await SweepAsync();
        await _lab.Get<SweepStore>().MoveAsync(sweep.Id, [WorkState.Completed], WorkState.Paused, "", Token);

        var replay = await ImportAsync(await ExportAsync(sweep.Id));

        Assert.Equal(WorkState.Cancelled, replay.State);
        Assert.Contains("It was paused when it was exported", replay.Message, StringComparison.Ordinal);
        Assert.Null(await _other.Get<SweepStore>().NextQueuedAsync(Token));
    }

    [Theory]
    [InlineData("about.json", "\"formatVersion\":1", "\"formatVersion\":2", "has format 2")]
    [InlineData("about.json", "explorer-replay", "something-else", "the format is “something-else”")]
    [InlineData("points.json", "\"epoch\":1", "\"epoch\":3", "points.json is damaged")]
    [InlineData("sweep.json", "{", "[", "sweep.json of the bundle cannot be read")]
    public async Task A_changed_bundle_is_refused(string part, string from, string to, string reason)
    {
        using var bundle = Rewrite(await ExportAsync((await SweepAsync()).Id), (name, text) => name == part ? ReplaceFirst(text, from, to) : text, keepsSums: true);

        await AssertRefusedAsync(bundle, reason);
    }

    [Theory]
    [InlineData("trials.json", "\"number\":2", "\"number\":1", "trial 1 is there twice")]
    [InlineData("trials.json", "\"state\":\"completed\"", "\"state\":\"resting\"", "the state “resting” is not known")]
    [InlineData("trials.json", "\"factorCount\":2", "\"factorCount\":-2", "Factors: -2 is out of range")]
    [InlineData("trials.json", "[{", "[null,{", "a trial is null")]
    [InlineData("points.json", "\"trial\":1", "\"trial\":77", "trial 77 is not in trials.json")]
    [InlineData("points.json", "\"mseTest\":", "\"mseTest\":-", "is negative")]
    [InlineData("points.json", "\"mseTest\":", "\"mseTest\":\"NaN\",\"other\":", "is negative or not a number")]
    [InlineData("points.json", "\"ranking\":[", "\"ranking\":[0.5,", "do not fit")]
    [InlineData("points.json", "\"epoch\":1,", "", "cannot be read")]
    [InlineData("events.json", "\"text\":\"", "\"text\":null,\"old\":\"", "events.json of the bundle cannot be read")]
    [InlineData("events.json", "\"kind\":\"created\"", "\"kind\":\"dreamt\"", "events.json of the bundle cannot be read")]
    [InlineData("runs.json", "\"trial\":", "\"trial\":7", "is not in trials.json")]
    [InlineData("runs.json", "\"slot\":", "\"slot\":-", "its slot is below 1")]
    [InlineData("sweep.json", "\"Alpha\":[", "\"Alpha\":[-1,", "Alpha (α): -1 is out of range")]
    [InlineData("sweep.json", "\"name\":\"Test\"", "\"name\":\"\"", "The name of the dataset has 0 characters")]
    [InlineData("sweep.json", "\"Grid\":{", "\"Grid\":null,\"Old\":{", "the settings lack")]
    [InlineData("sweep.json", "\"precisionTest\"", "\"beauty\"", "sweep.json of the bundle cannot be read: spec")]
    public async Task A_bundle_that_contradicts_itself_is_refused_even_with_right_checksums(string part, string from, string to, string reason)
    {
        using var bundle = Rewrite(await ExportAsync((await SweepAsync()).Id), (name, text) => name == part ? ReplaceFirst(text, from, to) : text, keepsSums: false);

        await AssertRefusedAsync(bundle, reason);
    }

    [Fact]
    public async Task A_bundle_without_one_of_its_parts_is_refused()
    {
        var sweep = await SweepAsync();
        foreach (var part in new[] { "points.json", "events.json" })
        {
            using var bundle = Rewrite(await ExportAsync(sweep.Id), (name, text) => name == part ? null : text, keepsSums: true);

            await AssertRefusedAsync(bundle, $"The bundle has no {part}");
        }
    }

    [Fact]
    public async Task What_is_no_zip_or_was_cut_off_is_refused()
    {
        using var text = new MemoryStream(Encoding.UTF8.GetBytes(LikesText.Halves()));
        using var whole = await ExportAsync((await SweepAsync()).Id);
        using var half = new MemoryStream(whole.ToArray()[..(int)(whole.Length / 2)]);
        using var nothing = new MemoryStream();

        await AssertRefusedAsync(text, "This is not a replay bundle");
        await AssertRefusedAsync(half, "This is not a replay bundle");
        await AssertRefusedAsync(nothing, "This is not a replay bundle");
    }

    [Fact]
    public async Task A_small_zip_that_unpacks_to_more_than_is_read_is_refused_before_it_is_unpacked()
    {
        using var bomb = new MemoryStream();
        using (var zip = new ZipArchive(bomb, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("about.json").Open();
            entry.Write("{\"format\":\""u8);
            var blanks = new byte[1 << 20];
            Array.Fill(blanks, (byte)'x');
            for (var megabyte = 0; megabyte < 8; megabyte++)
            {
                entry.Write(blanks);
            }
        }

        Assert.True(bomb.Length < 100_000);
        bomb.Position = 0;
        var refusal = await Assert.ThrowsAsync<ExplorerException>(() => ReplayReader.ReadAsync(bomb, Token, maxBytes: 2 << 20));

        Assert.Equal(Refusal.TooLarge, refusal.Refusal);
        Assert.Contains("larger than the 2 MB", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_zip_of_many_files_and_a_bundle_above_the_setting_are_refused()
    {
        using var many = new MemoryStream();
        using (var zip = new ZipArchive(many, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var entry = 0; entry < 100; entry++)
            {
                zip.CreateEntry($"{entry}.json");
            }
        }

        many.Position = 0;
        await AssertRefusedAsync(many, "This zip has 100 files");

        using var folder = new TempFolder();
        await using var strict = await LabHost.StartAsync(folder.Path, engine: null, ("Import:MaxUploadBytes", "1000"));
        using var bundle = await ExportAsync((await SweepAsync()).Id);
        var refusal = await Assert.ThrowsAsync<ExplorerException>(() => strict.Get<ReplayImport>().RunAsync(bundle, Token));
        Assert.Equal(Refusal.TooLarge, refusal.Refusal);
    }

    private async Task AssertRefusedAsync(Stream bundle, string reason)
    {
        var refusal = await Assert.ThrowsAsync<ExplorerException>(() => _other.Get<ReplayImport>().RunAsync(bundle, Token));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(await _other.Get<SweepStore>().ListAsync(Token));
    }

    private static string ReplaceFirst(string text, string from, string to)
    {
        var place = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(place >= 0, $"{from} is not in {text[..Math.Min(200, text.Length)]}");
        return text[..place] + to + text[(place + from.Length)..];
    }

    /// <summary>Another bundle of changed texts; null leaves a part out.</summary>
    /// <param name="keepsSums">Whether the checksums stay those of the parts before.</param>
    private static MemoryStream Rewrite(MemoryStream bundle, Func<string, string, string?> change, bool keepsSums)
    {
        using var old = new ZipArchive(bundle, ZipArchiveMode.Read);
        var parts = old.Entries.ToDictionary(entry => entry.Name, entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return change(entry.Name, reader.ReadToEnd());
        });
        if (!keepsSums)
        {
            foreach (var name in new[] { "sweep.json", "trials.json", "points.json", "events.json", "runs.json" }.Where(name => parts[name] is not null))
            {
                var sum = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(parts[name]!)));
                parts["about.json"] = System.Text.RegularExpressions.Regex.Replace(parts["about.json"]!, $"\"{name}\":\"[0-9a-f]+\"", $"\"{name}\":\"{sum}\"");
            }
        }

        var rewritten = new MemoryStream();
        using (var zip = new ZipArchive(rewritten, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts.Where(part => part.Value is not null))
            {
                using var entry = new StreamWriter(zip.CreateEntry(name).Open());
                entry.Write(text);
            }
        }

        rewritten.Position = 0;
        return rewritten;
    }

    private async Task<Sweep> SweepAsync()
    {
        var dataset = await _lab.ImportAsync(LikesText.Halves());
        var spec = SweepSpec.Small(dataset.Id) with { HoldOut = new(2, 0.3, 7), Grid = new Grid([2, 3], [0.1, 1e-5], [9]), Epochs = [1, 2, 4], Ks = [2, 5] };
        var sweep = await _lab.Get<SweepControl>().CreateAsync(spec, Token);
        return await Eventually.BecomesAsync(() => _lab.Get<SweepStore>().GetAsync(sweep.Id, Token), sweep => sweep.State == WorkState.Completed, Token);
    }

    private async Task<MemoryStream> ExportAsync(SweepId id)
    {
        var bundle = new MemoryStream();
        await _lab.Get<ReplayExport>().WriteAsync(id, bundle, Token);
        bundle.Position = 0;
        return bundle;
    }

    private async Task<Sweep> ImportAsync(MemoryStream bundle)
    {
        bundle.Position = 0;
        return await _other.Get<ReplayImport>().RunAsync(bundle, Token);
    }

    private static Task<IReadOnlyList<Trial>> TrialsAsync(LabHost lab, Sweep sweep) => lab.Get<TrialStore>().TrialsAsync(sweep, Token);

    private static async Task<List<(DateTimeOffset, SweepEventKind, int?, string)>> EventsAsync(LabHost lab, Sweep sweep) =>
        [.. (await lab.Get<SweepLog>().ListAsync(sweep.Id, 0, 1_000, Token)).Select(happened => (happened.At, happened.Kind, happened.TrialNumber, happened.Text))];

    private static async Task<List<(int, int, DateTimeOffset, DateTimeOffset, WorkState)>> RunsAsync(LabHost lab, Sweep sweep) =>
        [.. (await lab.Get<RunStore>().ListAsync(sweep.Id, Token)).Select(run => (run.Number, run.Slot, run.StartedAt, run.EndedAt, run.State))];

    private static async Task<IEnumerable<(int, Recommender.Evaluation.LearningCurvePoint)>> PointsAsync(LabHost lab, Sweep sweep)
    {
        var numbers = (await TrialsAsync(lab, sweep)).ToDictionary(trial => trial.Id, trial => trial.Number);
        return (await lab.Get<PointStore>().PointsAsync(sweep.Id, 0, 10_000, Token)).Select(point => (numbers[point.TrialId], point.Point));
    }
}
