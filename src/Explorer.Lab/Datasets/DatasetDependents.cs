namespace Explorer.Lab.Datasets;

/// <summary>What goes when a dataset is deleted.</summary>
/// <param name="Sweeps">Its sweeps, with their trials and points.</param>
/// <param name="RunningSweeps">Those that are running; while there is one the dataset cannot be deleted.</param>
/// <param name="Factorizations">What was trained on it.</param>
/// <param name="RunningFactorizations">Those that are being trained; as for sweeps.</param>
/// <param name="ItemDetails">Items about which more is known than their name.</param>
/// <param name="StorageBytes">Bytes of likes, rejected rows and factors on the disk.</param>
public sealed record DatasetDependents(
    int Sweeps, int RunningSweeps, int Factorizations, int RunningFactorizations, int ItemDetails, long StorageBytes);
