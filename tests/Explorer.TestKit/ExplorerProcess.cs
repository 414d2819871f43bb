using System.Diagnostics;

namespace Explorer.TestKit;

/// <summary>The real program in a process of its own, on a free port and a given folder.</summary>
public sealed class ExplorerProcess : IAsyncDisposable
{
    private const string Ready = "Explorer is ready at ";

    private readonly Process _process;

    private ExplorerProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>Megabytes resident now, and at their highest so far (Linux).</summary>
    public long PeakMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64 >> 20;
        }
    }

    /// <summary>Of the system.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Starts the program and waits until it listens.</summary>
    public static async Task<ExplorerProcess> StartAsync(string folder, params IReadOnlyList<string> arguments)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [ProgramPath(), $"--Storage:Folder={folder}", .. WithUrls(arguments)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        }) ?? throw new InvalidOperationException("The program did not start.");
        _ = process.StandardError.ReadToEndAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Ready, StringComparison.Ordinal))
            {
                // Goes on reading, so that the pipe never fills up.
                _ = process.StandardOutput.ReadToEndAsync();
                return new ExplorerProcess(process, new Uri(line[Ready.Length..]));
            }
        }

        throw new InvalidOperationException($"The program ended with code {process.ExitCode} before it was ready.");
    }

    /// <summary>Ends it as a power cut would: no handler runs.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private static IEnumerable<string> WithUrls(IReadOnlyList<string> arguments) =>
        arguments.Contains("--urls") ? arguments : ["--urls", "http://127.0.0.1:0", .. arguments];

    private static string ProgramPath()
    {
        // …/tests/Project/bin/Configuration/Framework: the program was built with the same configuration.
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        return Checkout.Path("src", "Explorer.Web", "bin", output.Parent!.Name, output.Name, "Explorer.Web.dll");
    }
}
