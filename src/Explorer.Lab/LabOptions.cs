using System.ComponentModel.DataAnnotations;

namespace Explorer.Lab;

/// <summary>Where everything is kept. Section <c>Storage</c>.</summary>
public sealed class StorageOptions
{
    /// <summary>A folder for the database, likes, factors and pictures; empty means <c>Explorer</c> in the user's application-data folder.</summary>
    public string Folder { get; set; } = "";
}

/// <summary>What an uploaded file may cost. Section <c>Import</c>.</summary>
public sealed class ImportOptions
{
    /// <summary>Most bytes of an upload as sent, compressed or not.</summary>
    [Range(1_000, 1_000_000_000_000)]
    public long MaxUploadBytes { get; set; } = 2_000_000_000;

    /// <summary>Most bytes of a file after decompression.</summary>
    [Range(1_000, 1_000_000_000_000)]
    public long MaxBytes { get; set; } = 4_000_000_000;

    /// <summary>Most rows of a file.</summary>
    [Range(1, 1_000_000_000)]
    public int MaxRows { get; set; } = 100_000_000;

    /// <summary>Most rejected rows of a file that are kept to be downloaded.</summary>
    [Range(1_000, 1_000_000_000)]
    public int MaxRejectedRows { get; set; } = 1_000_000;

    /// <summary>Whether the server may fetch a likes file from an address it is given. Off unless the person asks for it.</summary>
    public bool AllowUrls { get; set; }

    /// <summary>Whether such an address may be private or loopback. Off, so that nobody can make the server read its neighbours.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>Seconds without a single byte after which fetching is given up.</summary>
    [Range(1, 3600)]
    public int UrlTimeoutSeconds { get; set; } = 30;
}

/// <summary>How much of the machine training may use. Section <c>Compute</c>.</summary>
public sealed class ComputeOptions
{
    /// <summary>Threads of all trainings together; 0 means one per processor. Never changes a result.</summary>
    [Range(0, 1024)]
    public int Threads { get; set; }

    /// <summary>Most trials that run at once; 0 means one per thread. Never changes a result.</summary>
    [Range(0, 64)]
    public int TrialsAtOnce { get; set; }

    /// <summary>Megabytes (2²⁰ bytes) that trainings may use together; 0 means three quarters of what the process may use.</summary>
    [Range(0, 1 << 24)]
    public int MemoryMegabytes { get; set; }
}

/// <summary>Bounds of a sweep. Section <c>Sweeps</c>.</summary>
public sealed class SweepOptions
{
    /// <summary>Most trials of one sweep.</summary>
    [Range(1, 1_000_000)]
    public int MaxTrials { get; set; } = 10_000;

    /// <summary>Most epochs of one trial.</summary>
    [Range(1, 1_000_000)]
    public int MaxEpochs { get; set; } = 1_000;
}
