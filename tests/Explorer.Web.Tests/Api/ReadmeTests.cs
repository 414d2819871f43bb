using System.Diagnostics;
using System.Text.RegularExpressions;
using Explorer.TestKit;

namespace Explorer.Web.Tests.Api;

public sealed class ReadmeTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_commands_of_its_API_section_work_as_they_stand()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/curl"), "curl is not installed.");
        var readme = await File.ReadAllTextAsync(Checkout.Path("README.md"), Token);
        var sample = Regex.Match(readme, "```bash\n(base=.*?)```", RegexOptions.Singleline).Groups[1].Value;
        await using var site = await ExplorerProcess.StartAsync(_folder.Path);
        var script = "set -e\n" + sample
            .Replace("http://127.0.0.1:5080", site.Address.ToString().TrimEnd('/'), StringComparison.Ordinal)
            .Replace("curl ", "curl --silent --show-error --fail ", StringComparison.Ordinal);

        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = await shell.StandardOutput.ReadToEndAsync(Token);
        var errors = await shell.StandardError.ReadToEndAsync(Token);
        await shell.WaitForExitAsync(Token);

        Assert.True(shell.ExitCode == 0, errors);
        Assert.Contains("\"trialCount\":2", output, StringComparison.Ordinal);
        Assert.Contains("{\"points\":[", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_pictures_and_links_are_there()
    {
        var readme = await File.ReadAllTextAsync(Checkout.Path("README.md"), Token);

        var targets = Regex.Matches(readme, @"\]\((src/[^)]+)\)").Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(targets);
        Assert.All(targets, target => Assert.True(Path.Exists(Checkout.Path(target)), target));
    }
}
