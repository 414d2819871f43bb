using System.Collections.Concurrent;

namespace Explorer.Lab.Thumbnails;

/// <summary>Remembers for some minutes what has failed, so that nobody is asked again and again.</summary>
internal sealed class FailureMemory(TimeProvider time)
{
    private const int MaxRemembered = 20_000;
    private static readonly TimeSpan For = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _until = new();

    /// <summary>Whether it failed a short time ago.</summary>
    public bool Has(string key) => _until.TryGetValue(key, out var until) && time.GetUtcNow() < until;

    /// <summary>Remembers a failure.</summary>
    /// <returns>Whether it is news.</returns>
    public bool Add(string key)
    {
        var isNews = !Has(key);
        if (_until.Count >= MaxRemembered)
        {
            Forget();
        }

        _until[key] = time.GetUtcNow() + For;
        return isNews;
    }

    private void Forget()
    {
        var now = time.GetUtcNow();
        foreach (var (key, until) in _until)
        {
            if (until <= now || _until.Count >= MaxRemembered)
            {
                _until.TryRemove(key, out _);
            }
        }
    }
}
