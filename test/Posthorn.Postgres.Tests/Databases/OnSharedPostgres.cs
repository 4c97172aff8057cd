namespace Posthorn.Postgres.Tests.Databases;

[CollectionDefinition(SharedPostgres.Name)]
public sealed class OnSharedPostgres : ICollectionFixture<SharedPostgres>;
