"""Glue's catalogue, whose content is metadata: what it says of tables is found, not read (Service Authorization Reference, "AWS Glue").

Every action of it is asked on the catalogue and on what it names in it; the catalogue's own ARN is what all of them need.
"""

from providers.aws.evaluate.levels.rule import RIGHTS_SHOWN, SETTINGS, SETTINGS_SHOWN, TAGS, C, F, M, On, Table, aside, rules

CATALOG = Table(
    asked={On.RESOURCE: ("glue:rootcatalog",)},
    beneath=("glue:catalog", "glue:database", "glue:table", "glue:tableversion", "glue:userdefinedfunction"),
    rules=(
        *rules(F, "glue:GetDatabases glue:GetTables glue:GetDatabase glue:GetTable glue:SearchTables glue:GetCatalogs glue:GetCatalog"),
        *rules(F, "glue:GetTableVersion glue:GetTableVersions glue:GetUserDefinedFunction glue:GetUserDefinedFunctions"),
        *rules(F, "glue:GetPartition glue:GetPartitions glue:BatchGetPartition glue:GetPartitionIndexes"),
        *rules(F, "glue:GetColumnStatisticsForTable glue:GetColumnStatisticsForPartition glue:GetConnection glue:GetConnections"),
        *rules(C, "glue:UpdateTable glue:DeleteTable glue:BatchDeleteTable glue:CreateTable glue:RenameTable"),
        *rules(C, "glue:CreateDatabase glue:UpdateDatabase glue:DeleteDatabase glue:CreateCatalog glue:UpdateCatalog glue:DeleteCatalog"),
        *rules(C, "glue:CreatePartition glue:UpdatePartition glue:DeletePartition glue:BatchCreatePartition"),
        *rules(C, "glue:BatchUpdatePartition glue:BatchDeletePartition glue:DeleteTableVersion glue:BatchDeleteTableVersion"),
        *rules(C, "glue:CreateUserDefinedFunction glue:UpdateUserDefinedFunction glue:DeleteUserDefinedFunction"),
        *rules(C, "glue:CreateConnection glue:UpdateConnection glue:DeleteConnection glue:BatchDeleteConnection"),
        *rules(M, "glue:PutResourcePolicy glue:DeleteResourcePolicy"),
    ),
    aside={
        **aside(TAGS, "glue:GetTags"),
        **aside(RIGHTS_SHOWN, "glue:GetResourcePolicies glue:GetResourcePolicy"),
        **aside(
            SETTINGS_SHOWN,
            """glue:GetCatalogImportStatus glue:GetDataCatalogEncryptionSettings glue:BatchGetTableOptimizer glue:GetTableOptimizer
            glue:ListTableOptimizerRuns""",
        ),
        **aside(
            SETTINGS, "glue:PutDataCatalogEncryptionSettings glue:ImportCatalogToGlue glue:CreatePartitionIndex glue:DeletePartitionIndex"
        ),
        **aside(
            "sets a job to work that needs a role of its own",
            """glue:CreateTableOptimizer glue:UpdateTableOptimizer glue:DeleteTableOptimizer glue:CreateColumnStatisticsTaskSettings
            glue:UpdateColumnStatisticsTaskSettings glue:DeleteColumnStatisticsTaskSettings glue:StartColumnStatisticsTaskRun
            glue:StopColumnStatisticsTaskRun glue:StartColumnStatisticsTaskRunSchedule glue:StopColumnStatisticsTaskRunSchedule""",
        ),
        **aside(
            "writes figures about columns, not what the catalogue names",
            """glue:UpdateColumnStatisticsForPartition glue:UpdateColumnStatisticsForTable glue:DeleteColumnStatisticsForPartition
            glue:DeleteColumnStatisticsForTable""",
        ),
        **aside(
            "about an integration that fills tables from elsewhere, which is not read",
            """glue:CreateIntegration glue:CreateIntegrationResourceProperty glue:CreateIntegrationTableProperties
            glue:DeleteIntegrationResourceProperty glue:DeleteIntegrationTableProperties glue:GetIntegrationResourceProperty
            glue:GetIntegrationTableProperties glue:ListIntegrationResourceProperties glue:UpdateIntegrationResourceProperty
            glue:UpdateIntegrationTableProperties""",
        ),
        **aside(
            "about a system that a connection leads to, which is not read",
            """glue:DescribeEntity glue:GetEntityRecords glue:ListEntities glue:RefreshOAuth2Tokens glue:FederateAuthorization""",
        ),
    },
)
