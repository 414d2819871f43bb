using System.Globalization;

namespace Explorer.Benchmarks;

/// <summary>Processor seconds of a process's threads, those with one name left out (Linux). Counts from when it is made; look often, since threads end.</summary>
internal sealed class ThreadTimes
{
    /// <summary>Of processor time as the system counts it, a second.</summary>
    private const double Ticks = 100;

    private readonly string _threads;
    private readonly string _leftOut;
    private readonly Dictionary<string, long> _before = [];
    private long _ticks;

    public ThreadTimes(int processId, string leftOut)
    {
        _threads = $"/proc/{processId}/task";
        _leftOut = leftOut;
        Look();
        _ticks = 0;
    }

    /// <summary>Whether the system tells.</summary>
    public static bool AreThere => Directory.Exists("/proc/self/task");

    /// <summary>Processor seconds up to the last look.</summary>
    public double Seconds => _ticks / Ticks;

    /// <summary>Counts what was used since the last look.</summary>
    public void Look()
    {
        foreach (var thread in Directory.EnumerateDirectories(_threads))
        {
            try
            {
                // id (name) state …: the 14th and 15th field are time in the program and in the system for it.
                var line = File.ReadAllText(Path.Combine(thread, "stat"));
                var end = line.LastIndexOf(')');
                if (line[(line.IndexOf('(') + 1)..end] != _leftOut)
                {
                    var fields = line[(end + 2)..].Split(' ');
                    var now = long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
                    _ticks += now - _before.GetValueOrDefault(thread);
                    _before[thread] = now;
                }
            }
            catch (IOException)
            {
                // The thread has ended since it was listed.
            }
        }
    }
}
