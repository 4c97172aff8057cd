using Npgsql;
using Posthorn.Delivery.Scheduling;

namespace Posthorn.Postgres.Writing.Batching;

/// <summary>What all writers share.</summary>
/// <param name="Committed">Told the size of each batch that was committed, on a writer's thread.</param>
/// <param name="Doubted">Told when a commit may have happened although it failed.</param>
internal sealed record WriteParts(NpgsqlDataSource Source, Dice Dice, TimeProvider Clock, Action<int> Committed, Action Doubted);
