using Microsoft.Data.Sqlite;

namespace Explorer.Lab.Storage;

/// <summary>A connection whose commands say in words that the disk does not take what is to be stored.</summary>
internal sealed class StoreConnection(string connectionString) : SqliteConnection(connectionString)
{
    // Dapper, transactions and the rest of the provider all get their commands here.
    public override SqliteCommand CreateCommand() => new StoreCommand { Connection = this, CommandTimeout = DefaultTimeout, Transaction = Transaction };
}
