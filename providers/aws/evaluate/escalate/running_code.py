"""The ways to run code as a role: services that run what one gives them, as a role that is passed, or that something there has already.

Which role a service takes is in the guide of each; how a role is passed, in the IAM User Guide, "Grant a user permissions to pass a role to
an AWS service"; which action is asked on which ARN, in the Service Authorization Reference.
"""

from collections.abc import Mapping

from providers.aws.evaluate.escalate.way import Gives, Need, On, Way


def _reference(service: str) -> str:
    return f'Service Authorization Reference, "Actions, resources, and condition keys for {service}"'


_LAMBDA = 'AWS Lambda Developer Guide, "Defining Lambda function permissions with an execution role"'
_LAYERS = 'AWS Lambda Developer Guide, "Granting users access to a Lambda layer"'
_EC2 = 'Amazon EC2 User Guide, "IAM roles for Amazon EC2"'
_SCALING = _reference("Amazon EC2 Auto Scaling")
_ECS = 'Amazon ECS Developer Guide, "Amazon ECS task IAM role"'
_GLUE, _BUILD, _BATCH = _reference("AWS Glue"), _reference("AWS CodeBuild"), _reference("AWS Batch")
_STACKS = 'AWS CloudFormation User Guide, "AWS CloudFormation service role"'
_STACK_SETS = _reference("AWS CloudFormation")
_SAGEMAKER = 'Amazon SageMaker Developer Guide, "How to use SageMaker AI execution roles"'
_STATES = _reference("AWS Step Functions")
_AGENTS = 'Amazon Bedrock AgentCore Developer Guide, "Understanding Credentials Management in Amazon Bedrock AgentCore"'
_RUNNER, _SCHEDULES = _reference("AWS App Runner"), _reference("Amazon EventBridge Scheduler")
_SSM = _reference("AWS Systems Manager")
_HYBRID = 'AWS Systems Manager User Guide, "Create the IAM service role required for Systems Manager in hybrid and multicloud environments"'
_PIPELINES = 'AWS CodePipeline User Guide, "Commands action reference"'
_INSTANCE, _ANY_DOCUMENT = "arn:{partition}:ec2:{region}:{account}:instance/?*", "arn:{partition}:ssm:{region}:{owner}:document/?*"
_SHARED_DOCUMENT = "arn:{partition}:ssm:{region}:000000000000:document/?*"  # that account stands for any other
_ANY_IMAGE, _ANY_LAYER = "arn:{partition}:ec2:{region}:{owner}:image/?*", "arn:{partition}:lambda:{region}:{owner}:layer:?*"
_RESTAPIS, _PIPELINE = "arn:{partition}:apigateway:{region}::/restapis", "arn:{partition}:codepipeline:{region}:{account}:?*"
_RUNS = "an EC2 instance runs as the role"
_MANAGED = "an EC2 instance that Systems Manager manages runs as the role"


def _code(name: str, service: str, needs: Mapping[str, str], source: str, condition: str = "", *, passed: bool = True) -> Way:
    """A way to run code as a role that trusts the service: one that the caller passes, or one that something there runs as already.

    `needs`: actions by what they are asked on: FUNCTION, `*` for actions that name no resource, a whole ARN, or the resource part of one.
    """
    asked = [Need(("iam:PassRole",), On.PASSED)] if passed else []
    asked += [_need(on, tuple(actions.split())) for on, actions in needs.items()]
    return Way(name, Gives.ROLE, tuple(asked), source, service and f"{service}.amazonaws.com", condition)


def _need(on: str, actions: tuple[str, ...]) -> Need:
    if on == On.FUNCTION:
        return Need(actions, On.FUNCTION)
    here = "arn:{partition}:" + actions[0].partition(":")[0] + ":{region}:{account}:" + on.replace("*", "?*")
    return Need(actions, On.CHOSEN, on if on == "*" or on.startswith("arn:") else here)


# fmt: off
# A row stays a row: the formatter would give each argument a line of its own.
_PASSED = (
    _code("pass-role-to-lambda-and-invoke", "lambda", {"function:*": "lambda:CreateFunction lambda:InvokeFunction"}, _LAMBDA),
    _code("pass-role-to-lambda-and-let-others-invoke", "lambda", {"function:*": "lambda:CreateFunction lambda:AddPermission"}, _LAMBDA),
    _code("pass-role-to-lambda-with-event-source", "lambda", {
        "function:*": "lambda:CreateFunction", "*": "lambda:CreateEventSourceMapping",
    }, _LAMBDA),
    _code("pass-role-to-ec2-instance", "ec2", {
        "instance/*": "ec2:RunInstances", "subnet/*": "ec2:RunInstances", "security-group/*": "ec2:RunInstances",
        "network-interface/*": "ec2:RunInstances", _ANY_IMAGE: "ec2:RunInstances",
    }, _EC2),
    _code("pass-role-to-spot-instance", "ec2", {"spot-instances-request/*": "ec2:RequestSpotInstances"}, _EC2),
    _code("pass-role-to-image-builder", "ec2", {
        "infrastructure-configuration/*": "imagebuilder:CreateInfrastructureConfiguration", "component/*": "imagebuilder:CreateComponent",
        "image-recipe/*": "imagebuilder:CreateImageRecipe", "image/*": "imagebuilder:CreateImage",
    }, _reference("Amazon EC2 Image Builder")),
    _code("pass-role-to-ecs-task", "ecs-tasks", {"task-definition/*": "ecs:RegisterTaskDefinition ecs:RunTask"}, _ECS),
    _code("pass-role-to-ecs-service", "ecs-tasks", {
        "task-definition/*": "ecs:RegisterTaskDefinition", "service/*": "ecs:CreateService",
    }, _ECS),
    _code("pass-role-to-batch-job-on-new-queue", "ecs-tasks", {
        "compute-environment/*": "batch:CreateComputeEnvironment", "job-queue/*": "batch:CreateJobQueue batch:SubmitJob",
        "job-definition/*": "batch:RegisterJobDefinition batch:SubmitJob",
    }, _BATCH),
    _code("pass-role-to-glue-job", "glue", {"job/*": "glue:CreateJob glue:StartJobRun"}, _GLUE),
    _code("pass-role-to-glue-job-with-trigger", "glue", {"job/*": "glue:CreateJob", "trigger/*": "glue:CreateTrigger"}, _GLUE),
    _code("pass-role-to-glue-session", "glue", {"session/*": "glue:CreateSession glue:RunStatement"}, _GLUE),
    _code("pass-role-to-glue-development-endpoint", "glue", {"*": "glue:CreateDevEndpoint"}, _GLUE),
    _code("pass-role-to-codebuild-project", "codebuild", {"project/*": "codebuild:CreateProject codebuild:StartBuild"}, _BUILD),
    _code("pass-role-to-codebuild-project-in-batch", "codebuild", {
        "project/*": "codebuild:CreateProject codebuild:StartBuildBatch",
    }, _BUILD),
    _code("pass-role-to-codepipeline", "codepipeline", {_PIPELINE: "codepipeline:CreatePipeline"}, _PIPELINES),
    _code("pass-role-to-stack", "cloudformation", {"stack/*": "cloudformation:CreateStack"}, _STACKS),
    _code("pass-role-to-change-set", "cloudformation", {
        "stack/*": "cloudformation:CreateChangeSet cloudformation:ExecuteChangeSet",
    }, _STACKS),
    _code("pass-role-to-stack-set", "cloudformation", {
        "*": "cloudformation:CreateStackSet", "stackset/*": "cloudformation:CreateStackInstances",
    }, _STACK_SETS),
    _code("pass-role-to-cloud-control", "cloudformation", {"*": "cloudformation:CreateResource"}, _reference("AWS Cloud Control API")),
    _code("pass-role-to-sagemaker-notebook", "sagemaker", {
        "notebook-instance/*": "sagemaker:CreateNotebookInstance sagemaker:CreatePresignedNotebookInstanceUrl",
    }, _SAGEMAKER),
    _code("pass-role-to-sagemaker-notebook-with-script", "sagemaker", {
        "notebook-instance/*": "sagemaker:CreateNotebookInstance",
        "notebook-instance-lifecycle-config/*": "sagemaker:CreateNotebookInstanceLifecycleConfig",
    }, _SAGEMAKER),
    _code("pass-role-to-sagemaker-training", "sagemaker", {"training-job/*": "sagemaker:CreateTrainingJob"}, _SAGEMAKER),
    _code("pass-role-to-sagemaker-processing", "sagemaker", {"processing-job/*": "sagemaker:CreateProcessingJob"}, _SAGEMAKER),
    _code("pass-role-to-sagemaker-tuning", "sagemaker", {
        "hyper-parameter-tuning-job/*": "sagemaker:CreateHyperParameterTuningJob",
    }, _SAGEMAKER),
    _code("pass-role-to-sagemaker-endpoint", "sagemaker", {
        "model/*": "sagemaker:CreateModel", "endpoint-config/*": "sagemaker:CreateEndpointConfig sagemaker:CreateEndpoint",
        "endpoint/*": "sagemaker:CreateEndpoint",
    }, _SAGEMAKER),
    _code("pass-role-to-sagemaker-transform", "sagemaker", {
        "model/*": "sagemaker:CreateModel", "transform-job/*": "sagemaker:CreateTransformJob",
    }, _SAGEMAKER),
    _code("pass-role-to-sagemaker-pipeline", "sagemaker", {
        "pipeline/*": "sagemaker:CreatePipeline sagemaker:StartPipelineExecution",
    }, _SAGEMAKER),
    _code("pass-role-to-sagemaker-studio", "sagemaker", {
        "domain/*": "sagemaker:CreateDomain", "user-profile/*": "sagemaker:CreateUserProfile sagemaker:CreatePresignedDomainUrl",
    }, _SAGEMAKER),
    _code("pass-role-to-data-pipeline", "datapipeline", {
        "*": "datapipeline:CreatePipeline", "pipeline/*": "datapipeline:PutPipelineDefinition datapipeline:ActivatePipeline",
    }, _reference("AWS Data Pipeline")),
    _code("pass-role-to-state-machine", "states", {"stateMachine:*": "states:CreateStateMachine states:StartExecution"}, _STATES),
    _code("pass-role-to-state-test", "states", {
        "*": "states:TestState",
    }, 'AWS Step Functions Developer Guide, "Using TestState API to test a state"'),
    _code("pass-role-to-emr-serverless", "emr-serverless", {
        "*": "emr-serverless:CreateApplication", "/applications/*": "emr-serverless:StartJobRun",
    }, _reference("Amazon EMR Serverless")),
    _code("pass-role-to-athena-spark", "athena", {
        "workgroup/*": "athena:CreateWorkGroup athena:StartSession athena:StartCalculationExecution",
    }, _reference("Amazon Athena")),
    _code("pass-role-to-app-runner", "tasks.apprunner", {"service/*": "apprunner:CreateService"}, _RUNNER),
    _code("pass-role-to-amplify", "amplify", {
        "*": "amplify:CreateApp", "apps/*/branches/*": "amplify:CreateBranch", "apps/*/branches/*/jobs/*": "amplify:StartJob",
    }, _reference("AWS Amplify")),
    _code("pass-role-to-code-interpreter", "bedrock-agentcore", {
        "*": "bedrock-agentcore:CreateCodeInterpreter",
        "code-interpreter-custom/*": "bedrock-agentcore:StartCodeInterpreterSession bedrock-agentcore:InvokeCodeInterpreter",
    }, _AGENTS),
    _code("pass-role-to-agent-runtime", "bedrock-agentcore", {
        "*": "bedrock-agentcore:CreateAgentRuntime", "runtime/*": "bedrock-agentcore:InvokeAgentRuntime",
    }, _AGENTS),
    _code("pass-role-to-agent-harness", "bedrock-agentcore", {
        "*": "bedrock-agentcore:CreateHarness bedrock-agentcore:CreateAgentRuntime",
        "runtime/*": "bedrock-agentcore:CreateAgentRuntimeEndpoint bedrock-agentcore:InvokeAgentRuntimeCommand",
        "workload-identity-directory/*": "bedrock-agentcore:CreateWorkloadIdentity",
    }, _AGENTS),
    _code("pass-role-to-agent-browser", "bedrock-agentcore", {
        "*": "bedrock-agentcore:CreateBrowser bedrock-agentcore:ConnectBrowserAutomationStream",
        "browser-custom/*": "bedrock-agentcore:StartBrowserSession",
    }, _AGENTS),
    _code("pass-role-to-schedule", "scheduler", {"schedule/*": "scheduler:CreateSchedule"}, _SCHEDULES),
    _code("pass-role-to-automation", "ssm", {"document/*": "ssm:CreateDocument ssm:StartAutomationExecution"}, _SSM),
    _code("pass-role-to-automation-of-others", "ssm", {_SHARED_DOCUMENT: "ssm:StartAutomationExecution"}, _SSM),
    _code("pass-role-to-hybrid-node", "ssm", {"*": "ssm:CreateActivation"},
          _HYBRID),
    _code("pass-role-to-game-fleet", "gamelift", {"*": "gamelift:CreateBuild gamelift:CreateFleet"}, _reference("Amazon GameLift Servers")),
    _code("pass-role-to-airflow", "airflow", {"environment/*": "airflow:CreateEnvironment"},
          _reference("Amazon Managed Workflows for Apache Airflow")),
    _code("pass-role-to-flink", "kinesisanalytics", {
        "*": "kinesisanalytics:CreateApplication", "application/*": "kinesisanalytics:StartApplication",
    }, _reference("Amazon Kinesis Analytics V2")),
    _code("pass-role-to-braket-job", "braket", {"job/*": "braket:CreateJob"}, _reference("Amazon Braket")),
    _code("pass-role-to-omics-run", "omics", {"*": "omics:CreateWorkflow", "run/*": "omics:StartRun"}, _reference("AWS HealthOmics")),
    _code("pass-role-to-iot-role-alias", "credentials.iot", {
        "rolealias/*": "iot:CreateRoleAlias", "*": "iot:CreateKeysAndCertificate",
        "policy/*": "iot:CreatePolicy", "cert/*": "iot:AttachPolicy",
    }, 'AWS IoT Core Developer Guide, "Authorizing direct calls to AWS services using AWS IoT Core credential provider"'),
    _code("pass-role-to-roles-anywhere", "rolesanywhere", {"*": "rolesanywhere:CreateTrustAnchor rolesanywhere:CreateProfile"},
          _reference("AWS Identity and Access Management Roles Anywhere")),
    _code("pass-role-to-appstream", "appstream", {
        "fleet/*": "appstream:CreateFleet appstream:StartFleet appstream:AssociateFleet appstream:CreateStreamingURL",
        "stack/*": "appstream:CreateStack appstream:AssociateFleet appstream:CreateStreamingURL",
    }, _reference("Amazon AppStream 2.0")),
    _code("pass-role-to-api-gateway", "apigateway", {_RESTAPIS: "apigateway:POST", f"{_RESTAPIS}/?*": "apigateway:POST apigateway:PUT"},
          _reference("Amazon API Gateway Management")),
    _code("pass-role-to-identity-pool", "cognito-identity", {
        "*": "cognito-identity:SetIdentityPoolRoles",
    }, _reference("Amazon Cognito Identity")),
)
_PASSED_IF = (
    _code("pass-role-to-existing-function", "lambda", {
        "function:*": "lambda:UpdateFunctionConfiguration lambda:UpdateFunctionCode lambda:InvokeFunction",
    }, _LAMBDA, "such a Lambda function is there"),
    _code("pass-role-to-auto-scaling", "ec2", {
        "launchConfiguration:*": "autoscaling:CreateLaunchConfiguration", "autoScalingGroup:*": "autoscaling:CreateAutoScalingGroup",
    }, _SCALING, "the account may still make launch configurations"),
    _code("pass-role-to-existing-instance", "ec2", {"instance/*": "ec2:AssociateIamInstanceProfile"}, _EC2,
          "an EC2 instance without a role runs its code"),
    _code("replace-role-of-instance", "ec2", {
        "instance/*": "ec2:ReplaceIamInstanceProfileAssociation",
    }, _EC2, "an EC2 instance runs its code"),
    _code("pass-role-to-emr-cluster", "ec2", {"*": "elasticmapreduce:RunJobFlow"}, _reference("Amazon Elastic MapReduce"),
          "it may pass Amazon EMR a service role too"),
    _code("pass-role-to-existing-ecs-service", "ecs-tasks", {
        "task-definition/*": "ecs:RegisterTaskDefinition", "service/*": "ecs:UpdateService",
    }, _ECS, "an ECS service is there"),
    _code("pass-role-to-ecs-container-instance", "ecs-tasks", {"task-definition/*": "ecs:RegisterTaskDefinition ecs:StartTask"}, _ECS,
          "an ECS container instance is there"),
    _code("pass-role-over-that-of-task", "ecs-tasks", {"task-definition/*": "ecs:RunTask"}, _ECS,
          "an ECS task definition is there whose image runs the command that it is given"),
    _code("pass-role-to-batch-job", "ecs-tasks", {
        "job-definition/*": "batch:RegisterJobDefinition batch:SubmitJob", "job-queue/*": "batch:SubmitJob",
    }, _BATCH, "a Batch job queue is there"),
    _code("pass-role-to-existing-glue-job", "glue", {"job/*": "glue:UpdateJob glue:StartJobRun"}, _GLUE, "a Glue job is there"),
    _code("pass-role-to-existing-glue-job-with-trigger", "glue", {"job/*": "glue:UpdateJob", "trigger/*": "glue:CreateTrigger"}, _GLUE,
          "a Glue job is there"),
    _code("pass-role-to-existing-codebuild-project", "codebuild", {"project/*": "codebuild:UpdateProject codebuild:StartBuild"}, _BUILD,
          "a CodeBuild project is there"),
    _code("pass-role-to-existing-codepipeline", "codepipeline", {
        _PIPELINE: "codepipeline:UpdatePipeline codepipeline:StartPipelineExecution",
    }, _PIPELINES,
          "a CodePipeline pipeline is there"),
    _code("pass-role-to-existing-stack", "cloudformation", {
        "stack/*": "cloudformation:UpdateStack",
    }, _STACKS, "a CloudFormation stack is there"),
    _code("pass-role-to-existing-stack-set", "cloudformation", {"stackset/*": "cloudformation:UpdateStackSet"}, _STACK_SETS,
          "a CloudFormation stack set is there"),
    _code("pass-role-to-existing-studio", "sagemaker", {"user-profile/*": "sagemaker:CreateUserProfile sagemaker:CreatePresignedDomainUrl"},
          _SAGEMAKER, "a SageMaker domain is there"),
    _code("pass-role-to-existing-state-machine", "states", {"stateMachine:*": "states:UpdateStateMachine states:StartExecution"}, _STATES,
          "a state machine is there"),
    _code("pass-role-to-existing-app-runner", "tasks.apprunner", {
        "service/*": "apprunner:UpdateService",
    }, _RUNNER, "an App Runner service is there"),
    _code("pass-role-to-existing-schedule", "scheduler", {"schedule/*": "scheduler:UpdateSchedule"}, _SCHEDULES, "a schedule is there"),
    _code("pass-role-to-pod", "pods.eks", {
        "cluster/*": "eks:CreatePodIdentityAssociation",
    }, _reference("Amazon Elastic Kubernetes Service"),
          "it may run a pod in an EKS cluster with the Pod Identity agent"),
    _code("pass-role-to-transfer-server", "transfer", {"*": "transfer:CreateServer", "server/*": "transfer:CreateUser"},
          _reference("AWS Transfer Family"), "SFTP will do, which reaches S3 and EFS alone"),
)
_FUNCTIONS = (
    _code("change-function-code-and-invoke", "", {On.FUNCTION: "lambda:UpdateFunctionCode lambda:InvokeFunction"}, _LAMBDA, passed=False),
    _code("change-function-code-and-let-others-invoke", "", {
        On.FUNCTION: "lambda:UpdateFunctionCode lambda:AddPermission",
    }, _LAMBDA, passed=False),
    _code("add-layer-to-function-and-invoke", "", {
        On.FUNCTION: "lambda:UpdateFunctionConfiguration lambda:InvokeFunction", _ANY_LAYER: "lambda:GetLayerVersion",
    }, _LAYERS, passed=False),
)
_RUNNING = (
    _code("change-function-code", "", {On.FUNCTION: "lambda:UpdateFunctionCode"}, _LAMBDA, "something invokes the function", passed=False),
    _code("start-session-on-instance", "ec2", {_INSTANCE: "ssm:StartSession"}, _SSM, _MANAGED, passed=False),
    _code("send-command-to-instance", "ec2", {
        _INSTANCE: "ssm:SendCommand", _ANY_DOCUMENT: "ssm:SendCommand",
    }, _SSM, _MANAGED, passed=False),
    _code("associate-document-with-instance", "ec2", {
        _INSTANCE: "ssm:CreateAssociation", _ANY_DOCUMENT: "ssm:CreateAssociation",
    }, _SSM, _MANAGED,
          passed=False),
    _code("send-ssh-key-to-instance", "ec2", {
        _INSTANCE: "ec2-instance-connect:SendSSHPublicKey",
    }, _reference("Amazon EC2 Instance Connect"),
          "an EC2 instance that it can reach over the network runs as the role", passed=False),
    _code("change-user-data-of-instance", "ec2", {
        "instance/*": "ec2:ModifyInstanceAttribute ec2:StopInstances ec2:StartInstances",
    }, _EC2, _RUNS,
          passed=False),
    _code("change-launch-template", "ec2", {"launch-template/*": "ec2:CreateLaunchTemplateVersion"}, _SCALING,
          "an Auto Scaling group starts instances that run as the role from the template's latest version", passed=False),
    _code("deploy-to-instance", "ec2", {"deploymentgroup:*": "codedeploy:CreateDeployment"}, _reference("AWS CodeDeploy"),
          "an EC2 instance of a CodeDeploy deployment group runs as the role", passed=False),
    _code("add-step-to-emr-cluster", "ec2", {"cluster/*": "elasticmapreduce:AddJobFlowSteps"}, _reference("Amazon Elastic MapReduce"),
          "an EMR cluster runs as the role", passed=False),
    _code("run-command-in-ecs-task", "ecs-tasks", {"cluster/*": "ecs:ExecuteCommand", "task/*": "ecs:ExecuteCommand"}, _ECS,
          "an ECS task with ECS Exec runs as the role", passed=False),
    _code("submit-batch-job", "ecs-tasks", {"job-definition/*": "batch:SubmitJob", "job-queue/*": "batch:SubmitJob"}, _BATCH,
          "a Batch job definition runs as the role, and its image the command that it is given", passed=False),
    _code("change-glue-development-endpoint", "glue", {"devEndpoint/*": "glue:UpdateDevEndpoint"}, _GLUE,
          "a Glue development endpoint runs as the role", passed=False),
    _code("start-build-of-its-own", "codebuild", {
        "project/*": "codebuild:StartBuild",
    }, _BUILD, "a CodeBuild project runs as the role", passed=False),
    _code("start-build-batch-of-its-own", "codebuild", {"project/*": "codebuild:StartBuildBatch"}, _BUILD,
          "a CodeBuild project that builds in batches runs as the role", passed=False),
    _code("update-stack", "cloudformation", {
        "stack/*": "cloudformation:UpdateStack",
    }, _STACKS, "a CloudFormation stack has the role", passed=False),
    _code("execute-change-set", "cloudformation", {"stack/*": "cloudformation:CreateChangeSet cloudformation:ExecuteChangeSet"}, _STACKS,
          "a CloudFormation stack has the role", passed=False),
    _code("update-stack-set", "cloudformation", {"stackset/*": "cloudformation:UpdateStackSet"}, _STACK_SETS,
          "a CloudFormation stack set has the role", passed=False),
    _code("open-notebook", "sagemaker", {"notebook-instance/*": "sagemaker:CreatePresignedNotebookInstanceUrl"}, _SAGEMAKER,
          "a SageMaker notebook runs as the role", passed=False),
    _code("change-script-of-notebook", "sagemaker", {
        "notebook-instance/*": "sagemaker:StopNotebookInstance sagemaker:UpdateNotebookInstance sagemaker:StartNotebookInstance",
        "notebook-instance-lifecycle-config/*": "sagemaker:CreateNotebookInstanceLifecycleConfig",
    }, _SAGEMAKER, "a SageMaker notebook runs as the role", passed=False),
    _code("open-studio", "sagemaker", {"user-profile/*": "sagemaker:CreatePresignedDomainUrl"}, _SAGEMAKER,
          "a SageMaker user profile runs as the role", passed=False),
    _code("change-state-machine", "states", {"stateMachine:*": "states:UpdateStateMachine"}, _STATES,
          "a state machine that something starts runs as the role", passed=False),
    _code("change-app-runner-service", "tasks.apprunner", {"service/*": "apprunner:UpdateService"}, _RUNNER,
          "an App Runner service runs as the role", passed=False),
    _code("run-athena-calculation", "athena", {
        "workgroup/*": "athena:StartSession athena:StartCalculationExecution",
    }, _reference("Amazon Athena"),
          "an Athena workgroup for Spark runs as the role", passed=False),
    _code("use-code-interpreter", "bedrock-agentcore", {
        "code-interpreter-custom/*": "bedrock-agentcore:StartCodeInterpreterSession bedrock-agentcore:InvokeCodeInterpreter",
    }, _AGENTS, "a code interpreter of AgentCore runs as the role", passed=False),
    _code("run-command-in-agent-runtime", "bedrock-agentcore", {"runtime/*": "bedrock-agentcore:InvokeAgentRuntimeCommand"}, _AGENTS,
          "a runtime of AgentCore runs as the role", passed=False),
    _code("use-agent-browser", "bedrock-agentcore", {
        "browser-custom/*": "bedrock-agentcore:StartBrowserSession", "*": "bedrock-agentcore:ConnectBrowserAutomationStream",
    }, _AGENTS, "a browser of AgentCore runs as the role", passed=False),
)
# fmt: on
CODE: tuple[Way, ...] = (*_PASSED, *_FUNCTIONS, *_PASSED_IF, *_RUNNING)  # the plain ones first: whoever has one of them needs no other
